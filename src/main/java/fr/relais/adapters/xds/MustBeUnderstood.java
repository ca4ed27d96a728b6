// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import javax.xml.namespace.QName;
import org.apache.cxf.ws.addressing.Names;
import org.openehealth.ipf.commons.ihe.ws.cxf.MustUnderstandDecoratorInterceptor;

/**
 * Marks what the DMP wants marked: the action, as IHE does, and where to answer (dossier of
 * national services 1.2). A class of its own, because CXF keeps one interceptor of each.
 */
final class MustBeUnderstood extends MustUnderstandDecoratorInterceptor {
  MustBeUnderstood() {
    addHeader(new QName(Names.WSA_NAMESPACE_NAME, "Action"));
    addHeader(new QName(Names.WSA_NAMESPACE_NAME, "ReplyTo"));
  }
}
