// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one token of identification (VIHF) says: who asks, from which structure, by which software,
 * for which patient. Its text form shows nothing.
 *
 * @param patientId number of the INS, key included
 * @param patientAuthority OID of the authority of that number
 * @param purpose why the record is opened; {@link #NORMAL_ACCESS} but for what the law excepts
 * @param secretConnection whether a minor's guardians must not see it (connexion secrète)
 * @param issuedAt when this token is made
 */
public record VihfRequest(
    Mode mode,
    Structure structure,
    Subject subject,
    Software software,
    Authentication authentication,
    String patientId,
    String patientAuthority,
    Code purpose,
    boolean secretConnection,
    Instant issuedAt) {
  /** The one purpose whose spelling is known for certain. */
  public static final Code NORMAL_ACCESS = new Code("normal", "Accès normal");

  public VihfRequest {
    plain(patientId);
    plain(patientAuthority);
    if (mode == Mode.INDIRECT_REINFORCED
        && (!(subject instanceof Professional) || authentication.declaration() == null)) {
      throw new IllegalArgumentException(
          "the reinforced mode names a person and how that person signed in");
    }
  }

  /** How the DMP knows who asks (national services 1.3). */
  public enum Mode {
    /** By the structure; it publishes and looks up, and reads nothing. */
    INDIRECT("INDIRECTE"),
    /** By the structure, for a person who signed in with two factors; it reads too. */
    INDIRECT_REINFORCED("INDIRECTE_RENFORCEE");

    private final String spelling;

    Mode(String spelling) {
      this.spelling = spelling;
    }

    /** As the token spells it. */
    public String spelling() {
      return spelling;
    }
  }

  /** A code with the French label that goes with it. */
  public record Code(String code, String label) {
    public Code {
      plain(code);
      readable(label);
    }
  }

  /**
   * The structure that is responsible for the processing.
   *
   * @param id Struct_IdNat, such as {@code 1} and a FINESS
   * @param sector code of TRE_R02, such as {@code SA07}
   */
  public record Structure(String id, String sector) {
    public Structure {
      plain(id);
      plain(sector);
    }
  }

  /** Who asks: a person or a software. */
  public sealed interface Subject permits Professional, Automate {
    /** The national identifier that the token is about. */
    String id();
  }

  /**
   * A health professional.
   *
   * @param id idNat_PS, {@code 8} and the RPPS
   * @param profession of TRE_G15, such as {@code 10}
   * @param expertise of TRE_R01, such as {@code SM26}; needed of physicians and pharmacists
   */
  public record Professional(
      String id, String family, String given, Code profession, @Nullable Code expertise)
      implements Subject {
    public Professional {
      plain(id);
      readable(family);
      readable(given);
      if (expertise == null && (profession.code().equals("10") || profession.code().equals("21"))) {
        throw new IllegalArgumentException("a physician or a pharmacist has an expertise");
      }
    }
  }

  /**
   * A software that works by itself.
   *
   * @param id of the person or the structure that is responsible for the processing
   */
  public record Automate(String id, String name, String model, String service) implements Subject {
    public Automate {
      plain(id);
      readable(name);
      readable(model);
      readable(service);
    }
  }

  /**
   * The software that asks.
   *
   * @param homologationId given by the CNDA
   * @param instance of this installation; may be left out
   */
  public record Software(
      String name, String version, String homologationId, @Nullable String instance) {
    public Software {
      readable(name);
      readable(version);
      plain(homologationId);
      if (instance != null) {
        plain(instance);
      }
    }
  }

  /**
   * How the subject was recognised before asking.
   *
   * @param contextClass URN of a class of SAML 2.0
   * @param declaration what the reinforced mode adds to it; null in the indirect mode
   */
  public record Authentication(Instant at, String contextClass, @Nullable String declaration) {
    private static final String CLASSES = "urn:oasis:names:tc:SAML:2.0:ac:classes:";

    /** A software, or a class that does not matter. */
    public static final String UNSPECIFIED = CLASSES + "unspecified";

    /** A card with a certificate (CPS). */
    public static final String SMARTCARD = CLASSES + "SmartcardPKI";

    /** A telephone as second factor (e-CPS). */
    public static final String MOBILE = CLASSES + "MobileTwoFactorUnregistered";

    public Authentication {
      plain(contextClass);
      if (declaration != null) {
        readable(declaration);
      }
    }
  }

  /** An identifier or a code: it stands between separators of HL7 and must not look like one. */
  private static void plain(String value) {
    readable(value);
    if (!value.equals(value.strip()) || value.indexOf('^') >= 0 || value.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a code of the token has a character that it may not");
    }
  }

  /** A name or a label: anything that XML can carry. */
  private static void readable(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a value of the token is blank");
    }
    if (value.codePoints().anyMatch(VihfRequest::unwritable)) {
      throw new IllegalArgumentException("a value of the token has a character that XML has not");
    }
  }

  private static boolean unwritable(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || codePoint == 0xfffe
        || codePoint == 0xffff;
  }

  @Override
  public String toString() {
    return "VihfRequest";
  }
}
