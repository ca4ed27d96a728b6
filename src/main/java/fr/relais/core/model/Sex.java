// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Administrative sex, as the message wrote it. */
public enum Sex {
  M,
  F,
  U
}
