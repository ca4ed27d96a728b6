// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Order;
import fr.relais.core.model.Phone;
import fr.relais.core.model.Report;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the patient may be written to, and who may have the doctor's report. */
public final class PatientNotices {
  private static final Pattern MOBILE = Pattern.compile("(?:\\+33|0)[67][0-9]{8}");

  private PatientNotices() {}

  /**
   * What was found.
   *
   * @param reason why nothing is sent, in French; empty when it is
   */
  public record Sms(Optional<String> number, String reason) {
    private static Sms none(String why) {
      return new Sms(Optional.empty(), why);
    }
  }

  /** The number to which a neutral SMS may go. Every order must say yes, no report may say no. */
  public static Sms sms(List<Order> orders, List<Report> reports) {
    boolean accepted =
        !orders.isEmpty() && orders.stream().allMatch(o -> o.choices().acceptsNeutralSms());
    if (!accepted) {
      return Sms.none("Le patient n'a pas accepté de SMS : appelez-le.");
    }
    Masks masks = Masks.of(reports);
    if (masks.patient()) {
      return Sms.none("Ce résultat est masqué au patient : voyez-le d'abord.");
    }
    if (!masks.othersMayBeTold()) {
      return Sms.none("Confidentiel, masqué aux représentants légaux : rien n'est envoyé.");
    }
    return orders.stream()
        .flatMap(o -> o.phones().stream())
        .map(Phone::number)
        .map(n -> n.replaceAll("[ .()-]", ""))
        .filter(n -> MOBILE.matcher(n).matches())
        .findFirst()
        .map(n -> new Sms(Optional.of(n), ""))
        .orElseGet(() -> Sms.none("Aucun téléphone mobile n'est connu : appelez le patient."));
  }

  /** Whether what is written of this result may go to others than those who have it. */
  public static boolean masked(List<Report> reports) {
    return Masks.of(reports).professionals();
  }

  /** Whether the patient refused in writing that this doctor receives it. */
  public static boolean refused(String practitioner, List<Order> orders) {
    return orders.stream()
        .anyMatch(o -> o.choices().refusesRequester() && o.requester().equals(practitioner));
  }
}
