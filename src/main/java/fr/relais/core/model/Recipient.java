// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/** Someone to whom the sender asks that a copy goes (OBR-28, PRT RCT, CDA informationRecipient). */
public record Recipient(PractitionerReference practitioner, @Nullable String address) {}
