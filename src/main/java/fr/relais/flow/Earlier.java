// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Versions;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ReportVersion;

/**
 * An earlier result of the same patient.
 *
 * @param latest its last report
 * @param current the picture that its versions make
 * @param opens whether this reader may open it, beyond these lines
 */
public record Earlier(
    FollowUp row, ReportVersion latest, Versions.Current current, boolean opens) {}
