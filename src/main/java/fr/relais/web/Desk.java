// SPDX-License-Identifier: Apache-2.0
package fr.relais.web;

import fr.relais.flow.Answers;
import fr.relais.flow.Cases;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.FollowUps;
import fr.relais.flow.Receipts;
import fr.relais.flow.Visits;
import java.time.InstantSource;

/** What the parts of the server ask of the walk, once Relais is ready. */
public record Desk(
    Cases cases,
    FollowUps followUps,
    Answers answers,
    ExpectOrder orders,
    Receipts receipts,
    Visits visits,
    InstantSource clock) {}
