// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.XmlSignatures.Wrong;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dom.DOMCryptoContext;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;

/** The canonical form of a whole document (W3C Canonical XML 1.0). */
final class Canonical {
  private static final String PLAIN = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
  private static final Set<String> FORMS = Set.of(PLAIN, PLAIN + "#WithComments");

  private Canonical() {}

  /** What a transform needs around it, and does not use here. */
  private static final class Around extends DOMCryptoContext {}

  /**
   * @throws Wrong when the transform is another one, or the document is no XML
   */
  static byte[] form(byte[] xml, String algorithm) throws Wrong {
    if (!FORMS.contains(algorithm)) {
      throw new Wrong("transformation de document inattendue");
    }
    try {
      TransformService service = TransformService.getInstance(algorithm, "DOM");
      service.init((TransformParameterSpec) null);
      XMLCryptoContext around = new Around();
      if (service.transform(new OctetStreamData(new ByteArrayInputStream(xml)), around)
          instanceof OctetStreamData octets) {
        return octets.getOctetStream().readAllBytes();
      }
      throw new IllegalStateException("a canonical form is bytes");
    } catch (TransformException | IOException e) {
      throw new Wrong("document sans forme canonique");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has canonical XML", e);
    }
  }
}
