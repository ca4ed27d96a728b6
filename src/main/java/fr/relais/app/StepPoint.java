// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

/**
 * One passage through one step of the walk, where the sandbox is asked to fail: {@code DECIDED:17}.
 *
 * @param step name of the step
 * @param occurrence which passage, from 1
 */
record StepPoint(String step, int occurrence) {}
