// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One person at one browser. Lives in memory only; the browser holds its random name. */
final class Session {
  private final String practitioner;
  private final String token;
  private final Instant begun;
  private final Map<String, String> emergencies = new ConcurrentHashMap<>();
  private volatile Instant last;
  private volatile boolean shortcuts = true;
  private volatile Tab tab = Tab.TO_DO;
  private volatile String search = "";
  private volatile @Nullable Flash flash;
  private volatile List<String> undoable = List.of();
  private final KnownPatients patients = new KnownPatients();

  /** A sentence that is shown once, with where it leads; null when nowhere. */
  record Flash(String text, @Nullable String link, @Nullable String label) {}

  Session(String practitioner, String token, Instant begun) {
    this.practitioner = practitioner;
    this.token = token;
    this.begun = begun;
    this.last = begun;
  }

  String practitioner() {
    return practitioner;
  }

  /** What every form of this session carries. */
  String token() {
    return token;
  }

  /** When he signed in. */
  Instant begun() {
    return begun;
  }

  /** Whom he opened, under names for addresses. */
  KnownPatients patients() {
    return patients;
  }

  /** When it ends if nothing is done from now on. */
  Instant ends() {
    Instant idle = last.plus(Sessions.IDLE);
    Instant whole = begun.plus(Sessions.WHOLE);
    return idle.isBefore(whole) ? idle : whole;
  }

  void touched(Instant at) {
    last = at;
  }

  boolean shortcuts() {
    return shortcuts;
  }

  void shortcuts(boolean on) {
    shortcuts = on;
  }

  Tab tab() {
    return tab;
  }

  void tab(Tab shown) {
    tab = shown;
  }

  /** What he looks for in his list: kept here, so that no name is in an address. */
  String search() {
    return search;
  }

  void search(String text) {
    search = text;
  }

  /** Why he comes by emergency access to this follow-up; null when he did not say. */
  @Nullable String emergency(String followUp) {
    return emergencies.get(followUp);
  }

  void emergency(String followUp, String reason) {
    emergencies.put(followUp, reason);
  }

  /** What he closed by his last gesture. */
  List<String> undoable() {
    return undoable;
  }

  void undoable(List<String> followUps) {
    undoable = List.copyOf(followUps);
  }

  void say(Flash sentence) {
    flash = sentence;
  }

  synchronized @Nullable Flash said() {
    Flash sentence = flash;
    flash = null;
    return sentence;
  }
}
