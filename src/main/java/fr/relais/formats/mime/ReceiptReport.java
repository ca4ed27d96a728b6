// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.french.ReceiptWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a mail says of another mail, as people read it: its meaning, then its identifiers. */
final class ReceiptReport {
  private ReceiptReport() {}

  static Report of(MailReceipt receipt) {
    List<String> words = new ArrayList<>();
    if (receipt.errorCode() != null) {
      words.add("Code : " + receipt.errorCode());
    }
    if (receipt.disposition() != null) {
      words.add("Disposition : " + receipt.disposition());
    }
    receipt.about().forEach(id -> words.add("Courriel d'origine : " + id));
    if (receipt.finalRecipient() != null) {
      words.add("Boîte aux lettres : " + receipt.finalRecipient());
    }
    return Report.builder(ReportKind.ACKNOWLEDGEMENT, ReportStatus.FINAL, PatientIdentity.NOBODY)
        .title(title(receipt))
        .narrative(words)
        .build();
  }

  /** Never more than was said: whoever reads a mailbox need not be the doctor. */
  private static String title(MailReceipt receipt) {
    return switch (receipt.kind()) {
      case DELIVERED -> "Courriel remis à la boîte aux lettres du destinataire";
      case DELAYED -> "Courriel retardé, encore en route" + because(receipt);
      case NOT_DELIVERED -> "Courriel non remis" + because(receipt);
      case DISPLAYED -> "Message lu dans la boîte aux lettres du destinataire";
      case PROCESSED -> "Document intégré par le logiciel du destinataire";
      case REFUSED ->
          receipt.errorCode() == null
              ? "Refus : le logiciel du destinataire n'a pas intégré le document"
              : "Refus " + receipt.errorCode() + words(receipt.errorCode());
      case OTHER -> "Avis automatique sur un autre courriel";
      case ELSEWHERE -> "Avis d'une autre boîte aux lettres";
    };
  }

  private static String words(String code) {
    return ReceiptWords.ofRefusal(code).map(words -> " : " + words).orElse("");
  }

  private static String because(MailReceipt receipt) {
    return Optional.ofNullable(receipt.errorCode())
        .map(code -> " : " + code + ReceiptWords.ofMail(code).map(words -> ", " + words).orElse(""))
        .orElse("");
  }
}
