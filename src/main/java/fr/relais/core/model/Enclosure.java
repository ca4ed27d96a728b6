// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** A file that goes with a parcel. Its name follows the form of the channel. */
public record Enclosure(String name, String contentType, Content content) {}
