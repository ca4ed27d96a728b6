// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.flow.MailLedger.Place;
import jakarta.mail.Message;

/**
 * A mail that lies in our mailbox and was not taken yet. Public because Camel hands it over.
 *
 * @param mail not fetched yet
 */
public record MailArrival(Place place, Message mail) {}
