// SPDX-License-Identifier: Apache-2.0
/**
 * The national register of professionals as a stranger sees it: the FHIR v2 search of the Annuaire
 * Santé over a socket, with fictitious people and the ways in which it fails its clients.
 */
@NullMarked
package fr.relais.sandbox.annuaire;

import org.jspecify.annotations.NullMarked;
