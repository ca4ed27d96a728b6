// SPDX-License-Identifier: Apache-2.0
/**
 * A Ségur practice software's mailbox: reads a mail, its IHE_XDM.zip and its documents with code of
 * its own, and refuses what such software refuses.
 */
@NullMarked
package fr.relais.sandbox.mail;

import org.jspecify.annotations.NullMarked;
