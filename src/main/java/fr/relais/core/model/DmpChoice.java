// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the patient said of his DMP, as a message reports it (PAM.fr, ZFA-10 to ZFA-13); null where
 * it says nothing. The DMP itself does not keep it.
 *
 * @param opposesFiling whether he opposes that documents are filed
 * @param filingSince the day on which he said so
 * @param refusesReading whether he refuses that the structure reads it
 * @param readingSince the day on which he said so
 */
public record DmpChoice(
    @Nullable Boolean opposesFiling,
    @Nullable LocalDate filingSince,
    @Nullable Boolean refusesReading,
    @Nullable LocalDate readingSince) {}
