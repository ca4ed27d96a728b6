// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.MailReceipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox or a software said of a mail of ours: never what a doctor did with the result.
 *
 * @param code as {@link MailReceipt#errorCode()}; null when none was said
 * @param at when Relais heard it; null when that was not kept
 */
public record MailNotice(MailReceipt.Kind kind, @Nullable String code, @Nullable Instant at) {}
