// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Policy;
import fr.relais.core.decide.Policy.Disclosure;
import fr.relais.core.decide.Policy.Dmp;
import fr.relais.core.decide.Policy.StandingAcceptance;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of sites: one file each, {@code <name>.yaml}. All of them or none: a fault in one
 * leaves what was in force before. The published form is {@code policy.schema.json}. Whether who
 * signed may sign is for {@link PolicySignatures}.
 */
final class PolicyReader {
  private static final String ENDING = ".yaml";
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

  private final List<StoryProblem.Fault> faults = new ArrayList<>();

  private PolicyReader() {}

  /**
   * The files of a folder by name; none when it is not there.
   *
   * @throws StoryProblem when it cannot be read
   */
  static Map<String, String> texts(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return texts;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.filter(f -> f.toString().endsWith(ENDING)).toList()) {
        texts.put(
            file.getFileName().toString(),
            PolicyFile.plain(Files.readString(file, StandardCharsets.UTF_8)));
      }
      return texts;
    } catch (IOException e) {
      throw new StoryProblem(
          List.of(
              new StoryProblem.Fault(
                  folder.getFileName().toString(),
                  "Ce dossier ne peut pas être lu.",
                  "Vérifiez le droit de lecture, et que les fichiers sont en UTF-8.")));
    }
  }

  /**
   * The rules that these texts hold.
   *
   * @param texts by the names of their files
   * @throws StoryProblem with every fault found
   */
  static List<PolicyFile> read(Map<String, String> texts) {
    PolicyReader reader = new PolicyReader();
    List<PolicyFile> files = new ArrayList<>();
    Map<String, String> sites = new HashMap<>();
    texts.forEach(
        (name, text) -> {
          PolicyFile file = reader.read(name, text);
          files.add(file);
          boolean unread = file.yaml().keys().isEmpty();
          String other = unread ? null : sites.put(file.scope(), name);
          if (other != null) {
            reader.faults.add(
                file.fault(
                    ", site",
                    "Le fichier " + other + " donne déjà les règles de ce lieu.",
                    "Gardez-en un."));
          }
        });
    if (!reader.faults.isEmpty()) {
      throw new StoryProblem(reader.faults);
    }
    return List.copyOf(files);
  }

  private PolicyFile read(String name, String text) {
    List<StoryProblem.Fault> found = new ArrayList<>();
    LinedYaml.Read yaml = LinedYaml.read(name, text, found);
    PolicyFile file = file(name, text, yaml);
    found.forEach(fault -> faults.add(yaml.lined(fault)));
    return file;
  }

  private static PolicyFile file(String name, String text, LinedYaml.Read yaml) {
    YamlNode root = yaml.root();
    root.only(
        "name",
        "version",
        "site",
        "times",
        "requester-away",
        "requester-cannot-practise",
        "lowered",
        "critical-values",
        "standing-acceptances",
        "secretary",
        "dmp",
        "signed");
    Sha256 hash = PolicyFile.hash(text);
    String edition = edition(root, name);
    Policy policy =
        new Policy(
            edition + "#" + hash.hex().substring(0, 8),
            PolicyTimes.read(root.child("times")),
            away(root),
            PolicyMarks.read(root),
            acceptances(root),
            disclosure(root.child("secretary")),
            dmp(root.child("dmp")));
    return new PolicyFile(
        name, site(root), edition, policy, text, hash, signature(root, text, hash, yaml), yaml);
  }

  private static String edition(YamlNode root, String file) {
    String name = root.text("name");
    if (!name.isEmpty() && !name.matches(NAME)) {
      root.fault("name", "Ce nom n'a pas la bonne forme.", "Minuscules, chiffres et tirets.");
    } else if (!name.isEmpty() && !file.equals(name + ENDING)) {
      root.fault("name", "Le nom n'est pas celui du fichier.", "Écrivez le même nom.");
    }
    root.text("version");
    Integer version = root.number("version");
    if (version != null && version < 1) {
      root.fault("version", "Les versions se comptent à partir de 1.", "Écrivez 1.");
    }
    return name + "-" + version;
  }

  private static @Nullable String site(YamlNode root) {
    return root.has("site") ? root.text("site") : null;
  }

  private static boolean away(YamlNode root) {
    String given = root.text("requester-away");
    if (!given.isEmpty() && !given.equals("offer") && !given.equals("duty-doctor")) {
      root.fault("requester-away", "Ce choix n'existe pas.", "Écrivez offer ou duty-doctor.");
    }
    String clause = root.optional("requester-cannot-practise");
    if (!"duty-doctor".equals(clause)) {
      root.fault(
          "requester-cannot-practise",
          "Cette clause est obligatoire : sans elle, les résultats d'un médecin qui ne peut plus"
              + " exercer n'auraient plus de responsable.",
          "Écrivez requester-cannot-practise: duty-doctor.");
    }
    return given.equals("duty-doctor");
  }

  private static List<StandingAcceptance> acceptances(YamlNode root) {
    List<StandingAcceptance> acceptances = new ArrayList<>();
    for (YamlNode line : root.list("standing-acceptances")) {
      line.only("doctor", "kinds", "days", "from", "to", "signed");
      LocalDate from = day(line, "from");
      LocalDate to = day(line, "to");
      LocalDate signed = day(line, "signed");
      if (to.isBefore(from)) {
        line.fault("to", "La fin précède le début.", "Corrigez l'une des deux dates.");
      }
      if (signed.isAfter(from)) {
        line.fault(
            "signed", "Signé après le début : ce serait accepter après coup.", "Repoussez from.");
      }
      EnumSet<ReportKind> kinds = EnumSet.noneOf(ReportKind.class);
      EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
      if (line.has("kinds")) {
        kinds.addAll(line.choices("kinds", ReportKind.values()));
      }
      if (line.has("days")) {
        days.addAll(line.choices("days", DayOfWeek.values()));
      }
      acceptances.add(new StandingAcceptance(line.text("doctor"), kinds, days, from, to));
    }
    return acceptances;
  }

  private static LocalDate day(YamlNode node, String key) {
    String text = node.text(key);
    try {
      return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      node.fault(key, "Ce n'est pas une date.", "Écrivez-la 2026-11-30.");
      return LocalDate.EPOCH;
    }
  }

  private static Disclosure disclosure(@Nullable YamlNode node) {
    if (node == null) {
      return Disclosure.NOTHING;
    }
    node.only("exam-name", "values");
    Disclosure disclosure = new Disclosure(node.flag("exam-name"), node.flag("values"));
    if (disclosure.values() && !disclosure.examName()) {
      node.fault("values", "Des valeurs sans le nom de l'examen.", "Montrez les deux, ou aucun.");
    }
    return disclosure;
  }

  private static Dmp dmp(@Nullable YamlNode node) {
    if (node == null) {
      return Dmp.NOTHING;
    }
    node.only("publishes", "copies");
    Dmp dmp = new Dmp(node.flag("publishes"), node.flag("copies"));
    if (dmp.copies() && !dmp.publishes()) {
      node.fault("copies", "Des copies sans publier.", "Écrivez publishes: true, ou ôtez copies.");
    }
    return dmp;
  }

  /** The signed block is the last one, so that nothing below it escapes the signature. */
  private static PolicyFile.@Nullable Signature signature(
      YamlNode root, String text, Sha256 hash, LinedYaml.Read yaml) {
    YamlNode node = root.child("signed");
    if (node == null) {
      return null;
    }
    node.only("by", "on", "hash");
    Integer line = yaml.lines().get(root.place("signed"));
    boolean last = yaml.keys().indexOf("signed") == yaml.keys().size() - 1;
    if (!last || line == null || line != PolicyFile.signedLine(text)) {
      root.fault(
          "signed",
          "Ce bloc n'est pas le dernier du fichier : ce qui le suit ne serait pas signé.",
          "Mettez-le à la fin, « signed: » en début de ligne.");
    }
    String given = node.text("hash");
    if (!given.isEmpty() && !given.equals(hash.hex())) {
      node.fault(
          "hash",
          "Ce n'est pas l'empreinte de ce texte : il a changé depuis la signature.",
          "Relisez-le, puis signez l'empreinte que donne relais settings --policy-hash.");
    }
    return new PolicyFile.Signature(node.text("by"), day(node, "on"), given);
  }
}
