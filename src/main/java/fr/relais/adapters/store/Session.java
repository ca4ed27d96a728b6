// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

/** What the parts of one transaction share. */
record Session(Sql sql, DataKeys keys, BlindIndex blind, Json json) {}
