// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param title of the window: a count or an act, never a patient
 * @param person who is signed in; null when nobody is
 * @param token what forms carry; empty when nobody is signed in
 * @param ends when the session ends if nothing is done
 * @param flash a sentence to show once; null when there is none
 */
public record Chrome(
    String title,
    @Nullable String person,
    String token,
    boolean shortcuts,
    String ends,
    Session.@Nullable Flash flash,
    Assets assets) {

  public @Nullable String said() {
    return flash == null ? null : flash.text();
  }

  public @Nullable String saidLink() {
    return flash == null ? null : flash.link();
  }

  /** Whether the link does something, so that it must be a form. */
  public boolean saidUndo() {
    return TogetherPages.UNDO.equals(saidLink());
  }

  public @Nullable String saidLabel() {
    return flash == null ? null : flash.label();
  }
}
