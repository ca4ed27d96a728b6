// SPDX-License-Identifier: Apache-2.0
/** What a Ségur mailbox files and refuses; the mails are written here by hand. */
@NullMarked
package fr.relais.sandbox.mail;

import org.jspecify.annotations.NullMarked;
