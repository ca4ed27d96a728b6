// SPDX-License-Identifier: Apache-2.0
/** The one place that builds an XML parser: closed to every DTD, file and network, with limits. */
@NullMarked
package fr.relais.formats.xml;

import org.jspecify.annotations.NullMarked;
