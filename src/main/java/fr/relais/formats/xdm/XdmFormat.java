// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import org.jspecify.annotations.Nullable;

/**
 * An IHE XDM archive (ITI TF-2 section 3.32, CI-SIS "échange de documents"): clinical documents of
 * one patient and their description. Nothing is written to a disk.
 *
 * <p>The document is the truth: what its description says besides adds masks and what it replaces;
 * what it contradicts sends the archive to a person.
 */
public final class XdmFormat implements MessageFormat {
  private final MessageFormat documents;

  /**
   * @param documents reads the documents inside
   */
  public XdmFormat(MessageFormat documents) {
    this.documents = documents;
  }

  /** Any zip: no other one has a place in this house. */
  @Override
  public boolean recognises(Content content) {
    return content.size() > 3
        && content.at(0) == 'P'
        && content.at(1) == 'K'
        && (content.at(2) == 3 && content.at(3) == 4 || content.at(2) == 5 && content.at(3) == 6);
  }

  @Override
  public Decoding decode(Content content) {
    try {
      return new XdmReader(content, Archive.files(content), documents).read();
    } catch (ArchiveRefused e) {
      return Decoding.quarantined(FormatName.XDM, content, e.problem());
    }
  }

  @Override
  public boolean endsWhole(Content content) {
    return ZipDirectory.endsWhole(content.bytes());
  }

  /** An archive is answered by whatever carried it. */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return null;
  }
}
