// SPDX-License-Identifier: Apache-2.0
/** IHE XDM: the archive in which the French secure mail carries clinical documents. */
@NullMarked
package fr.relais.formats.xdm;

import org.jspecify.annotations.NullMarked;
