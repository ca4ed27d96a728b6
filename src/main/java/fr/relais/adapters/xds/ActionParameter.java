// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import org.apache.cxf.interceptor.AttachmentOutInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.addressing.AddressingProperties;
import org.apache.cxf.ws.addressing.JAXWSAConstants;

/**
 * Names the action in the content type of a request in several parts too, where CXF leaves it out
 * (RFC 3902; dossier of national services 1.2).
 */
final class ActionParameter extends AbstractPhaseInterceptor<Message> {
  ActionParameter() {
    super(Phase.PRE_STREAM);
    addAfter(AttachmentOutInterceptor.class.getName());
  }

  @Override
  public void handleMessage(Message message) {
    String type = String.valueOf(message.get(Message.CONTENT_TYPE));
    if (type.startsWith("multipart/")
        && !type.contains("; action=")
        && message.get(JAXWSAConstants.ADDRESSING_PROPERTIES_OUTBOUND)
            instanceof AddressingProperties addressing) {
      message.put(
          Message.CONTENT_TYPE, type + "; action=\"" + addressing.getAction().getValue() + "\"");
    }
  }
}
