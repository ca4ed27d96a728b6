// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** A tree as the bytes of Canonical XML 1.0 with its comments: UTF-8, and XML again. */
final class CanonicalXml {
  static final String METHOD = CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS;

  private CanonicalXml() {}

  static byte[] of(Document document, XmlSigner signer) {
    List<Node> nodes = new ArrayList<>();
    for (Node node = document; node != null; node = next(node)) {
      nodes.add(node);
      NamedNodeMap attributes = node.getAttributes();
      for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
        nodes.add(attributes.item(i));
      }
    }
    NodeSetData<Node> all = nodes::iterator;
    try {
      OctetStreamData bytes =
          (OctetStreamData)
              signer
                  .factory()
                  .newCanonicalizationMethod(METHOD, (C14NMethodParameterSpec) null)
                  .transform(all, null);
      return bytes.getOctetStream().readAllBytes();
    } catch (GeneralSecurityException | TransformException | IOException e) {
      throw new IllegalStateException("the XML has no canonical form", e);
    }
  }

  /** In the order of the document, without a call for each level. */
  private static @Nullable Node next(Node node) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    for (Node at = node; at != null; at = at.getParentNode()) {
      if (at.getNextSibling() != null) {
        return at.getNextSibling();
      }
    }
    return null;
  }
}
