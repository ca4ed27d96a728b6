// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

/**
 * Someone who can be chosen in the sandbox.
 *
 * @param role what he is to the sites today
 */
public record PersonaView(String id, String name, String role) {}
