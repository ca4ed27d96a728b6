// SPDX-License-Identifier: Apache-2.0
/** The pages of the people who follow results: list, result, one form for each act. */
@NullMarked
package fr.relais.web.worklist;

import org.jspecify.annotations.NullMarked;
