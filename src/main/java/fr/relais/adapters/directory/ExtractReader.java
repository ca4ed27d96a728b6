// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Content;
import fr.relais.core.model.PeopleExtract;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.List;

/** Reads extracts in a standard that this room does not know; whoever knows it is given to us. */
public interface ExtractReader {
  /** Where no such standard is read. */
  ExtractReader NONE =
      content ->
          new Reading(
              PeopleExtract.NONE,
              List.of(
                  Problem.error(
                      ProblemCode.FORMAT_NOT_READ,
                      "",
                      "Les Bundles FHIR ne sont pas lus ici.",
                      "Donnez des fichiers CSV ou des calendriers.")));

  /** The end of the name that such a file bears; what stands before is the source. */
  String ENDING = ".fhir.json";

  Reading read(Content content);

  /**
   * What was read.
   *
   * @param extract nothing when there is an error
   * @param problems errors, or warnings of what is left aside
   */
  record Reading(PeopleExtract extract, List<Problem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }
  }
}
