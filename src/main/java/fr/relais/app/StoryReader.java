// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.ProducerAcknowledgement;
import fr.relais.core.model.Roster;
import fr.relais.flow.Policies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a story folder; says everything that is wrong with it at once. */
final class StoryReader {
  static final String FILE = "story.yaml";

  private final List<StoryProblem.Fault> faults = new ArrayList<>();
  private final Set<String> orders = new HashSet<>();
  private final Path folder;
  private final BiFunction<Path, Instant, Roster> people;

  /**
   * @param people reads a folder of people as of an instant
   */
  private StoryReader(Path folder, BiFunction<Path, Instant, Roster> people) {
    this.folder = folder;
    this.people = people;
  }

  static Story read(Path folder, BiFunction<Path, Instant, Roster> people) {
    return new StoryReader(folder, people).read();
  }

  private Story read() {
    YamlNode root = new YamlNode("story.yaml", load(), faults);
    root.only("title", "start", "people", "steps");
    String title = root.text("title");
    Instant start = StoryTime.read(root.text("start"), null, root.place("start"), faults);
    Roster roster = roster(root, start);
    Policies policies = policies(root, roster, start);
    List<Story.Step> steps = new ArrayList<>();
    Instant at = start;
    int number = 0;
    for (YamlNode node : root.list("steps")) {
      number++;
      Story.Step step = step(node.at("étape " + number), at, roster);
      at = step.at();
      steps.add(step);
    }
    if (steps.isEmpty()) {
      faults.add(
          new StoryProblem.Fault(
              "steps", "L'histoire n'a aucune étape.", "Écrivez au moins une étape."));
    }
    if (!faults.isEmpty()) {
      throw new StoryProblem(faults);
    }
    return new Story(title, start, roster, policies, steps);
  }

  private Object load() {
    Path file = folder.resolve(FILE);
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw fatal(FILE, "Le fichier ne peut pas être lu.", "Mettez story.yaml dans le dossier.");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw fatal(
          FILE + ", ligne " + line,
          "Ce n'est pas du YAML.",
          "Vérifiez les retraits et les deux-points.");
    }
  }

  /** The tree of a YAML text, every scalar as text: YAML 1.1 would read 10:15 as the number 615. */
  static Object parse(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    DumperOptions dumper = new DumperOptions();
    Object read =
        new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, asText())
            .load(yaml);
    return read == null ? "" : read;
  }

  /** Sees no number, date or truth in a scalar. */
  static Resolver asText() {
    return new Resolver() {
      @Override
      protected void addImplicitResolvers() {
        // none
      }
    };
  }

  private StoryProblem fatal(String place, String cause, String cure) {
    faults.add(new StoryProblem.Fault(place, cause, cure));
    return new StoryProblem(faults);
  }

  private Roster roster(YamlNode root, Instant start) {
    String path = root.text("people");
    return path.isEmpty() ? Roster.EMPTY : people(root.place("people"), path, start);
  }

  private Roster people(String place, String path, Instant at) {
    try {
      return people.apply(folder.resolve(path).normalize(), at);
    } catch (StoryProblem e) {
      e.faults().forEach(f -> faults.add(new StoryProblem.Fault(place, f.cause(), f.cure())));
      return Roster.EMPTY;
    }
  }

  /** What these people signed: the folder of people may hold a folder of rules. */
  private Policies policies(YamlNode node, Roster signing, Instant at) {
    String path = node.optional("people");
    try {
      return path == null
          ? Policies.DEFAULT
          : SignedPolicies.once(folder.resolve(path).resolve(RoutesFolder.POLICY), signing, at);
    } catch (StoryProblem e) {
      e.faults()
          .forEach(
              f ->
                  faults.add(
                      new StoryProblem.Fault(
                          node.place("people"), f.place() + " : " + f.cause(), f.cure())));
      return Policies.DEFAULT;
    }
  }

  private Story.Step step(YamlNode node, Instant before, Roster roster) {
    node.only(
        "at",
        "people",
        "door",
        "order",
        "receive",
        "call",
        "bounced",
        "receipt",
        "reply",
        "answer",
        "act",
        "expect",
        "follow-ups",
        "awaited",
        "told");
    String when = node.optional("at");
    Instant at = when == null ? before : StoryTime.read(when, before, node.place("at"), faults);
    if (at.isBefore(before)) {
      faults.add(
          new StoryProblem.Fault(
              node.place("at"), "L'étape précède celle d'avant.", "Rangez les étapes par heure."));
    }
    String path = node.optional("people");
    Roster changed = path == null ? null : people(node.place("people"), path, at);
    Roster known = changed == null ? roster : changed;
    List<Story.Expectation> expect = new ArrayList<>();
    StoryExpectationReader expected = new StoryExpectationReader(at, known, faults);
    node.list("expect").forEach(e -> expect.add(expected.read(e)));
    if (node.emptyList("expect")) {
      node.fault(
          "expect", "Cette attente ne dit rien.", "Dites ce qui doit être vrai, ou retirez-la.");
    }
    List<Story.Told> told = null;
    if (node.has("told")) {
      told = new ArrayList<>();
      for (YamlNode line : node.list("told")) {
        told.add(told(line, known));
      }
    }
    return new Story.Step(
        node.place(""),
        at,
        changed,
        changed == null ? null : policies(node, changed, at),
        new StoryEventReader(folder, known, orders, faults).read(node, at),
        expect,
        node.number("follow-ups"),
        node.number("awaited"),
        told);
  }

  private Story.Told told(YamlNode node, Roster roster) {
    node.only("who", "kind", "by", "address", "says");
    return new Story.Told(
        StoryEventReader.addressee(node, roster),
        node.choice("kind", Delivery.Kind.values(), Delivery.Kind.RESULT),
        node.choice("by", Channel.values()),
        node.optional("address"),
        node.choice("says", ProducerAcknowledgement.Said.values()));
  }

  private static String person(YamlNode node, String key, Roster roster) {
    return StoryEventReader.person(node, key, roster);
  }
}
