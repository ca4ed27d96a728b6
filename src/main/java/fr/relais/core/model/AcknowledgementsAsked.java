// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import fr.relais.core.model.Decoding.ClaimedSender;

/**
 * What the producer of a message wants to be told afterwards (CI-SIS "Transmission de documents CDA
 * en HL7v2", instructions ACK_RECEPTION and ACK_LECTURE_MSS).
 *
 * @param controlId how the message is named in the answer (MSH-10)
 * @param producer who asks (MSH-3, MSH-4)
 * @param us as the producer names us (MSH-5, MSH-6)
 * @param reception that the DMP, and that each mailbox of MSSanté, received the document
 * @param reading that each mail was read, or integrated by a software
 */
public record AcknowledgementsAsked(
    String controlId,
    ClaimedSender producer,
    ClaimedSender us,
    boolean reception,
    boolean reading) {}
