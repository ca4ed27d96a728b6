// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

/** How the register fails one request. */
public enum Fault {
  /** It answers. */
  NONE,
  /** 429, with {@code Retry-After}. */
  TOO_MANY,
  /** 503. */
  UNAVAILABLE,
  /** No answer in the time that it gives itself. */
  SLOW,
  /** Half of the answer, and the connection drops. */
  CUT,
  /** The answer stops in the middle, as if it were whole. */
  HALF_JSON,
  /** A page of a proxy, with status 200. */
  HTML,
  /** Resources of a type that nobody asked for. */
  OTHER_TYPE,
  /** A resource instead of the result of a search. */
  NO_BUNDLE,
  /** Every resource without all of its elements. */
  SUBSETTED,
  /** A key twice in one object. */
  KEY_TWICE,
  /** The next page on another machine. */
  NEXT_ELSEWHERE,
  /** 302 to another address. */
  REDIRECT,
  /** More than anybody can use. */
  ENDLESS,
  /** The next page is forgotten at once. */
  NEXT_EXPIRED,
  /** Nobody is found, as when the register lost its content. */
  EMPTY,
  /** The first person is left out, as if the answer were whole all the same. */
  ONE_LEFT_OUT
}
