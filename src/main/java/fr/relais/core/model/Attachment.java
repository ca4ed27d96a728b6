// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** A document inside the message, left where it is: the original keeps its bytes. */
public record Attachment(String contentType, int sizeBytes) {}
