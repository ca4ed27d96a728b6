// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Channel;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.core.model.SoftwareSheet.Acknowledges;
import fr.relais.core.model.SoftwareSheet.Confidence;
import fr.relais.core.model.SoftwareSheet.Door;
import fr.relais.core.model.SoftwareSheet.Enclosed;
import fr.relais.core.model.SoftwareSheet.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the sheets of practice software: one file each, {@code <name>.yaml}. All of them or none: a
 * fault in one leaves what was known before in force. The published form is {@code
 * software-sheet.schema.json}.
 */
final class SheetReader {
  private static final String ENDING = ".yaml";
  private static final Set<String> CHARSETS =
      Set.of("windows-1252", "ISO-8859-1", "ISO-8859-15", "UTF-8");
  private static final Map<Channel, Set<Form>> FORMS =
      Map.of(
          Channel.FOLDER, EnumSet.complementOf(EnumSet.of(Form.MSSANTE_MAIL, Form.NOTIFICATION)),
          Channel.MAIL, EnumSet.of(Form.MSSANTE_MAIL),
          Channel.HOOK, EnumSet.of(Form.NOTIFICATION),
          Channel.CALL, EnumSet.noneOf(Form.class),
          Channel.DMP, EnumSet.noneOf(Form.class),
          Channel.MLLP, EnumSet.noneOf(Form.class));

  private final List<StoryProblem.Fault> faults = new ArrayList<>();
  private final Map<String, YamlNode> files = new LinkedHashMap<>();
  private final Map<String, SoftwareSheet> sheets = new LinkedHashMap<>();

  private SheetReader() {}

  /**
   * The sheets by name; none when the folder is not there.
   *
   * @throws StoryProblem with every fault found
   */
  static Map<String, SoftwareSheet> read(Path folder) {
    SheetReader reader = new SheetReader();
    reader.load(folder);
    return reader.all();
  }

  /** The same, of texts by the names of their sheets. */
  static Map<String, SoftwareSheet> read(Map<String, String> texts) {
    SheetReader reader = new SheetReader();
    texts.forEach((name, text) -> reader.load(name + ENDING, name, text));
    return reader.all();
  }

  private Map<String, SoftwareSheet> all() {
    for (String name : files.keySet()) {
      sheet(name, new HashSet<>());
    }
    if (!faults.isEmpty()) {
      throw new StoryProblem(faults);
    }
    return Map.copyOf(sheets);
  }

  private void load(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
        String name = file.getFileName().toString().replace(ENDING, "");
        String text = Files.readString(file, StandardCharsets.UTF_8);
        load(file.getFileName().toString(), name, text);
      }
    } catch (IOException e) {
      fault(
          folder.getFileName().toString(),
          "Ce dossier ne peut pas être lu.",
          "Vérifiez le droit de lecture.");
    }
  }

  private void load(String place, String name, String text) {
    try {
      YamlNode node = new YamlNode(place, StoryReader.parse(text), faults);
      node.only(
          "name",
          "extends",
          "title",
          "doors",
          "attachments",
          "charset",
          "acknowledges",
          "genericLicence",
          "confidence",
          "evidence");
      if (!name.equals(node.text("name"))) {
        node.fault("name", "Le nom n'est pas celui du fichier.", "Écrivez le même nom.");
      }
      files.put(name, node);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      fault(
          place + ", ligne " + line,
          "Ce n'est pas du YAML.",
          "Vérifiez les retraits et les deux-points.");
    }
  }

  private void fault(String place, String cause, String cure) {
    faults.add(new StoryProblem.Fault(place, cause, cure));
  }

  private @Nullable SoftwareSheet sheet(String name, Set<String> above) {
    SoftwareSheet known = sheets.get(name);
    YamlNode node = files.get(name);
    if (known != null || node == null) {
      return known;
    }
    String base = node.optional("extends");
    if (!above.add(name)) {
      node.fault("extends", "Cette fiche se reprend elle-même.", "Rompez le cercle.");
      return null;
    }
    if (base != null && !files.containsKey(base)) {
      node.fault("extends", "Aucune fiche ne porte ce nom.", "Écrivez la fiche, ou ôtez ce champ.");
    }
    SoftwareSheet parent = base == null ? null : sheet(base, above);
    if (parent == null && base != null) {
      return null;
    }
    SoftwareSheet read = read(name, node, parent);
    sheets.put(name, read);
    return read;
  }

  private SoftwareSheet read(String name, YamlNode node, @Nullable SoftwareSheet parent) {
    return new SoftwareSheet(
        name,
        node.text("title"),
        node.has("doors") || parent == null ? doors(node) : parent.doors(),
        node.has("attachments") || parent == null
            ? node.choices("attachments", Enclosed.values())
            : parent.attachments(),
        charset(node, parent),
        node.has("acknowledges") || parent == null
            ? node.choice("acknowledges", Acknowledges.values(), Acknowledges.NOTHING)
            : parent.acknowledges(),
        node.optional("genericLicence"),
        node.choice("confidence", Confidence.values(), Confidence.LOW),
        node.texts("evidence"));
  }

  private static List<Door> doors(YamlNode node) {
    List<Door> doors = new ArrayList<>();
    for (YamlNode line : node.list("doors")) {
      line.only("channel", "form");
      Channel channel = line.choice("channel", Channel.values(), Channel.MAIL);
      Form form = line.choice("form", Form.values(), Form.MSSANTE_MAIL);
      if (!Objects.requireNonNull(FORMS.get(channel)).contains(form)) {
        line.fault(
            "form",
            "Cette forme ne va pas par ce canal.",
            "FOLDER : AS_RECEIVED, HPRIM_MEDECIN, HL7V2_ORU, HL7V2_MDM, FHIR_DOCUMENT, CDA,"
                + " IHE_XDM ou PDF ; MAIL : MSSANTE_MAIL ; HOOK : NOTIFICATION.");
      }
      if (doors.stream().anyMatch(d -> d.channel() == channel)) {
        line.fault("channel", "Ce canal est donné deux fois.", "Gardez-en un.");
      }
      doors.add(new Door(channel, form));
    }
    if (doors.isEmpty()) {
      node.fault("doors", "Aucune porte n'est donnée.", "Donnez-en une au moins.");
    }
    return doors;
  }

  private static String charset(YamlNode node, @Nullable SoftwareSheet parent) {
    if (!node.has("charset") && parent != null) {
      return parent.charset();
    }
    String charset = node.text("charset");
    if (!charset.isEmpty() && !CHARSETS.contains(charset)) {
      node.fault("charset", "Ce jeu de caractères n'est pas admis.", "Admis : " + CHARSETS + ".");
    }
    return charset;
  }
}
