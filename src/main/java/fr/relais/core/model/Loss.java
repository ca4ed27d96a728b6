// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/**
 * Something that the target format cannot hold. What is lost is closed: each writer's table names
 * every such fact; a fact that is in no table refuses the writing.
 *
 * @param fact what, in French, without its value: {@code RPPS du prescripteur}
 * @param instead where it was put instead; {@code nulle part} when it was left out
 */
public record Loss(String fact, String instead) {}
