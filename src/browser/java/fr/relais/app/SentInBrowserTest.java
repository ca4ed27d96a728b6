// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.flow.Entrance;
import fr.relais.flow.TrustedDomains;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was said of what was sent, in a real browser. */
class SentInBrowserTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final Map<String, SoftwareSheet> SHEETS =
      SheetReader.read(Path.of("routes", "software"));

  @Test
  void what_was_said_of_what_was_sent_is_accessible_wide_and_narrow() {
    try (Chromium chromium = new Chromium();
        Clinic clinic = new Clinic(START, who -> Objects.requireNonNull(SHEETS.get("segur-mail")))) {
      FollowUp row = answered(clinic);
      for (int width : new int[] {1280, 320}) {
        Page page = chromium.signedIn(clinic.port(), width, 844, "Dr Anne BOYER");
        page.navigate("/suivi/" + row.reference());
        Chromium.accessible(page);
        Chromium.noSidewaysScroll(page);
        assertThat(page.locator(".retour-envoi").first().textContent())
            .contains("reçu par sa boîte");
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "pages", "remises-" + width + ".png")));
        page.context().close();
      }
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** Everyone's mailbox speaks; the software of its owner refuses it. */
  private static FollowUp answered(Clinic clinic) {
    clinic
        .walk()
        .receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, "411").potassium("6.4", "H").content()));
    clinic.settle();
    FollowUp row = clinic.store().openFollowUps(9).get(0);
    for (Clinic.Left left : clinic.left(Delivery.Kind.RESULT)) {
      boolean owner = left.delivery().recipient().equals(row.owner());
      hear(clinic, left.delivery(), MailReceipt.Kind.DELIVERED, null);
      hear(clinic, left.delivery(), MailReceipt.Kind.DISPLAYED, null);
      hear(
          clinic,
          left.delivery(),
          owner ? MailReceipt.Kind.REFUSED : MailReceipt.Kind.PROCESSED,
          owner ? "902" : null);
    }
    return row;
  }

  private static void hear(
      Clinic clinic, Delivery mail, MailReceipt.Kind kind, @Nullable String code) {
    String name = mail.id() + kind;
    clinic
        .walk()
        .mails()
        .apply(TrustedDomains.ALL)
        .mail(
            MailWalk.at(
                name.hashCode(),
                "mailer-daemon@x.test",
                "",
                null,
                List.of(mail.id()),
                new MailReceipt(kind, List.of(), null, null, code),
                Content.of(name, StandardCharsets.UTF_8)));
  }
}
