// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.Content;
import fr.relais.flow.Readers;
import fr.relais.flow.SharedRecords;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the pages need to show the DMP.
 *
 * @param records answers in time, or says that it does not
 * @param readers reads the documents as it reads those that are received
 * @param pdf the PDF inside a clinical document, if it has one
 */
public record SharedDesk(
    SharedRecords records, Readers readers, Function<Content, Optional<byte[]>> pdf) {}
