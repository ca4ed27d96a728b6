// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** What a message brings. */
public enum ReportKind {
  BIOLOGY,
  IMAGING,
  LETTER,
  SUMMARY,
  ORDER,
  ACKNOWLEDGEMENT,
  WITHDRAWAL,
  OTHER
}
