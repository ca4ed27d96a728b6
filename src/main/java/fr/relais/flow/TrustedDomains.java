// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The domains of the trust space (MSSanté "liste blanche"), each compared whole. An empty list
 * trusts every mail that the operator let through.
 */
public final class TrustedDomains {
  /** No list is kept here: the operator's own is believed. */
  public static final TrustedDomains ALL = new TrustedDomains(Set.of());

  private final Set<String> domains;

  public TrustedDomains(Collection<String> domains) {
    this.domains =
        domains.stream()
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether a mail from this address may act by itself.
   *
   * @param address in lower case; empty when it is not known
   */
  boolean trust(String address) {
    return domains.isEmpty() || domains.contains(address.substring(address.indexOf('@') + 1));
  }

  static Problem doubt() {
    return Problem.error(
        ProblemCode.SENDER_UNKNOWN,
        "expéditeur",
        "Ce courriel vient d'un domaine qui n'est pas de l'espace de confiance.",
        "Vérifier auprès de l'expéditeur ; s'il en est, demander à l'opérateur d'ajouter son"
            + " domaine (mail.domains).");
  }
}
