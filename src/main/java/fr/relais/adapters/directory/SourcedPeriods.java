// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Period;
import java.util.List;

/**
 * What one calendar or one service gives; it replaces what the same source gave before.
 *
 * @param source its name in the roster
 */
record SourcedPeriods(String source, List<Located<Period>> periods) {}
