// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a stored query (ITI-18, 3.18.4.1.2.3.5), read strictly. */
final class QueryParameters {
  private static final String QUOTED = "'((?:[^']|'')*+)'";
  private static final Pattern SINGLE = Pattern.compile(QUOTED);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,14}");
  private static final Pattern LIST =
      Pattern.compile("\\(\\s*" + QUOTED + "(?:\\s*,\\s*" + QUOTED + ")*+\\s*\\)");
  private final Map<String, List<String>> slots;

  /**
   * @param known the parameters that this query has
   * @throws Refusal when another one is given: it would be left out of the search
   */
  QueryParameters(Map<String, List<String>> slots, Set<String> known) throws Refusal {
    this.slots = slots;
    for (String name : slots.keySet()) {
      if (!known.contains(name)) {
        throw new Refusal("XDSRegistryError", "paramètre non pris en charge", name);
      }
    }
  }

  boolean has(String name) {
    return slots.containsKey(name);
  }

  /**
   * A single value, between quotes and without parentheses.
   *
   * @throws Refusal XDSStoredQueryMissingParam or XDSStoredQueryParamNumber
   */
  String single(String name) throws Refusal {
    List<String> values = slots.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      throw missing(name);
    }
    Matcher matcher = SINGLE.matcher(values.get(0));
    if (values.size() > 1 || !matcher.matches()) {
      throw number(name, "une valeur entre apostrophes, sans parenthèses");
    }
    return matcher.group(1).replace("''", "'");
  }

  /**
   * Several values, between quotes and parentheses; none when the parameter is not there.
   *
   * @throws Refusal XDSStoredQueryParamNumber
   */
  List<String> list(String name) throws Refusal {
    List<String> found = new ArrayList<>();
    for (String value : slots.getOrDefault(name, List.of())) {
      if (!LIST.matcher(value).matches()) {
        throw number(name, "une liste entre parenthèses");
      }
      Matcher one = SINGLE.matcher(value);
      while (one.find()) {
        found.add(one.group(1).replace("''", "'"));
      }
    }
    return found;
  }

  /**
   * The same, that must be there.
   *
   * @throws Refusal XDSStoredQueryMissingParam or XDSStoredQueryParamNumber
   */
  List<String> needed(String name) throws Refusal {
    if (slots.getOrDefault(name, List.of()).isEmpty()) {
      throw missing(name);
    }
    return list(name);
  }

  /**
   * Whether a time lies between two parameters, of which none, one or both are given.
   *
   * @throws Refusal XDSStoredQueryParamNumber
   */
  boolean isBetween(String time, String from, String to) throws Refusal {
    String padded = pad(time);
    return (!has(from) || pad(number(from)).compareTo(padded) <= 0)
        && (!has(to) || padded.compareTo(pad(number(to))) < 0);
  }

  private String number(String name) throws Refusal {
    String value = slots.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    String bare = value.matches("'[0-9]*'") ? value.substring(1, value.length() - 1) : value;
    if (!NUMBER.matcher(bare).matches()) {
      throw number(name, "une date en UTC");
    }
    return bare;
  }

  private static String pad(String time) {
    return (time + "00000000000000").substring(0, 14);
  }

  private static Refusal missing(String name) {
    return new Refusal("XDSStoredQueryMissingParam", "paramètre absent", name);
  }

  private static Refusal number(String name, String expected) {
    return new Refusal("XDSStoredQueryParamNumber", expected, name);
  }
}
