// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** How bad a {@link Problem} is: a warning leaves the message accepted, an error does not. */
public enum Severity {
  WARNING,
  ERROR
}
