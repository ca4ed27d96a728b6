// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

/**
 * What is wrong with a setting, in French; the value itself is never repeated.
 *
 * @param key the setting, or the name that is not one
 * @param source where it was given: default, file, variable, command line
 */
record SettingProblem(String key, String source, String cause, String cure) {

  @Override
  public String toString() {
    return key + " (" + source + ") : " + cause + " " + cure;
  }
}
