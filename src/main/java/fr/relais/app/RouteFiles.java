// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** The files beside the routes that a site edits while Relais runs. */
record RouteFiles(Sheets sheets, SignedPolicies policies) {

  /**
   * @throws StoryProblem when one of them cannot be read and nothing was in force before
   */
  static RouteFiles open(Path routes, Store store, InstantSource clock) {
    return new RouteFiles(
        new Sheets(routes.resolve(RoutesFolder.SOFTWARE)),
        SignedPolicies.open(routes.resolve(RoutesFolder.POLICY), store, clock));
  }

  /** Reads again what changed. */
  void refresh() {
    sheets.refresh();
    policies.refresh();
  }

  /** What differs by the profile alone. */
  static Rules own(Settings settings) {
    String node = settings.get(SettingKeys.NODE);
    return settings.profile() == Profile.SANDBOX ? Rules.sandbox(node) : Rules.live(node);
  }

  /** What differs here, with what the files say. */
  Rules in(Rules rules, URI pages) {
    return rules.with(sheets, pages).with(policies);
  }
}
