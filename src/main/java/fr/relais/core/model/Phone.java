// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/**
 * A telephone number and whose it is.
 *
 * @param whose in French, as it was said: {@code elle-même}, {@code sa fille}
 */
public record Phone(String number, String whose) {}
