// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Where a question stands. */
public enum WorkItemState {
  OPEN,
  ANSWERED,
  RETURNED
}
