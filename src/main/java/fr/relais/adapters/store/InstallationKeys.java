// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of one installation, kept outside of the database: a key for each period, by which
 * data keys are wrapped; one for blind indexes, which never changes; a pair that signs the head of
 * the audit chain. Immutable; its text form shows no key.
 */
public final class InstallationKeys {
  private static final Pattern PERIOD = Pattern.compile("[A-Za-z0-9-]{1,40}");
  private final String current;
  private final Map<String, SecretKey> periods;
  private final SecretKey blind;
  private final KeyPair signing;

  private InstallationKeys(
      String current, Map<String, SecretKey> periods, SecretKey blind, KeyPair signing) {
    this.current = current;
    this.periods = Map.copyOf(periods);
    this.blind = blind;
    this.signing = signing;
  }

  /**
   * New secrets.
   *
   * @param period name of the first period: letters, digits, hyphens
   */
  public static InstallationKeys create(String period) {
    Sealing sealing = new Sealing();
    try {
      return new InstallationKeys(
          checked(period),
          Map.of(period, sealing.newKey()),
          new SecretKeySpec(sealing.randomBytes(Sealing.KEY_BYTES), "HmacSHA256"),
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /**
   * The same secrets and one more period, now the current one. What older periods wrapped still
   * opens; {@link PostgresStore#rewrapDataKeys} moves it to the current one.
   *
   * @throws IllegalArgumentException when the period exists already or its name is not well formed
   */
  public InstallationKeys withPeriod(String period) {
    if (periods.containsKey(checked(period))) {
      throw new IllegalArgumentException("PERIOD_EXISTS");
    }
    Map<String, SecretKey> more = new TreeMap<>(periods);
    more.put(period, new Sealing().newKey());
    return new InstallationKeys(period, more, blind, signing);
  }

  /** The period whose key wraps new data keys. */
  public String currentPeriod() {
    return current;
  }

  public Set<String> periods() {
    return periods.keySet();
  }

  /**
   * @throws IllegalStateException when this installation has no key of that period
   */
  SecretKey of(String period) {
    SecretKey key = periods.get(period);
    if (key == null) {
      throw new IllegalStateException("PERIOD_KEY_MISSING");
    }
    return key;
  }

  SecretKey blind() {
    return blind;
  }

  KeyPair signing() {
    return signing;
  }

  /** Everything, as the key file holds it. */
  Properties toProperties() {
    Base64.Encoder base64 = Base64.getEncoder();
    Properties all = new Properties();
    all.setProperty("current", current);
    periods.forEach(
        (name, key) -> all.setProperty("period." + name, base64.encodeToString(key.getEncoded())));
    all.setProperty("blind", base64.encodeToString(blind.getEncoded()));
    all.setProperty("signing.private", base64.encodeToString(signing.getPrivate().getEncoded()));
    all.setProperty("signing.public", base64.encodeToString(signing.getPublic().getEncoded()));
    return all;
  }

  static InstallationKeys of(Properties all) {
    Map<String, SecretKey> periods = new TreeMap<>();
    for (String name : all.stringPropertyNames()) {
      if (name.startsWith("period.")) {
        periods.put(
            name.substring("period.".length()), new SecretKeySpec(secret(all, name), "AES"));
      }
    }
    String current = all.getProperty("current");
    if (current == null || !periods.containsKey(current)) {
      throw new IllegalStateException("KEY_FILE_WITHOUT_CURRENT_PERIOD");
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      KeyPair signing =
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(decoded(all, "signing.public"))),
              factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(all, "signing.private"))));
      SecretKey blind = new SecretKeySpec(secret(all, "blind"), "HmacSHA256");
      return new InstallationKeys(current, periods, blind, signing);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("KEY_FILE_SIGNING_PAIR_UNREADABLE", e);
    }
  }

  private static byte[] secret(Properties all, String name) {
    byte[] bytes = decoded(all, name);
    if (bytes.length != Sealing.KEY_BYTES) {
      throw new IllegalStateException("KEY_FILE_KEY_NOT_256_BITS");
    }
    return bytes;
  }

  private static byte[] decoded(Properties all, String name) {
    String text = all.getProperty(name);
    if (text == null) {
      throw new IllegalStateException("KEY_FILE_INCOMPLETE");
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // without its cause, whose message quotes characters of the secret
      throw new IllegalStateException("KEY_FILE_NOT_BASE64");
    }
  }

  private static String checked(String period) {
    if (!PERIOD.matcher(period).matches()) {
      throw new IllegalArgumentException("PERIOD_NAME");
    }
    return period;
  }

  @Override
  public String toString() {
    return "InstallationKeys[" + current + "]";
  }
}
