// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** FHIR R4 match-grade: is it the same person? */
public enum MatchGrade {
  CERTAIN,
  PROBABLE,
  POSSIBLE,
  CERTAINLY_NOT
}
