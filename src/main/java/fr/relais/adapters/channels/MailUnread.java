// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import jakarta.mail.Message;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailMessage;

/** Lets a mail through Camel untouched: no header of it enters, no part is opened. */
final class MailUnread extends MailBinding {

  @Override
  public Object extractBodyFromMail(Exchange exchange, MailMessage mail) {
    return mail.getOriginalMessage();
  }

  @Override
  public void extractAttachmentsFromMail(
      Message mail, Map<String, org.apache.camel.attachment.Attachment> attachments) {
    // the desk reads the bytes itself
  }

  @Override
  protected Map<String, Object> extractHeadersFromMail(Message mail, Exchange exchange) {
    return Map.of();
  }
}
