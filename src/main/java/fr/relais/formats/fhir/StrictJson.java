// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Reads FHIR JSON and refuses what a lenient reader would drop in silence: a key given twice, an
 * element that does not exist, a meaning that is changed by an extension that nobody here knows.
 */
public final class StrictJson {
  /** A transaction of two hundred entries needs a tenth of it. */
  public static final int BYTES_MAX = 2 * 1024 * 1024;

  /** A result with its PDF: what a secure mailbox lets through. */
  static final int RESULT_BYTES_MAX = 10 * 1024 * 1024;

  private static final int DEPTH_MAX = 64;

  /** Names, values and signs: a bundle of 200 results has some 30,000. */
  private static final int TOKENS_MAX = 400_000;

  private final FhirModel model;
  private final int bytesMax;
  private final JsonMapper json;

  /** For what comes by the API: orders. */
  public StrictJson(FhirModel model) {
    this(model, BYTES_MAX);
  }

  private StrictJson(FhirModel model, int bytesMax) {
    this.model = model;
    this.bytesMax = bytesMax;
    this.json = mapper(bytesMax);
  }

  /** For results, which carry documents. */
  static StrictJson ofResults(FhirModel model) {
    return new StrictJson(model, RESULT_BYTES_MAX);
  }

  /** Decimals keep the digits that were written: 7.10 is not 7.1, 1.50e3 is not 1500. */
  private static JsonMapper mapper(int textMax) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxNumberLength(100)
                        .maxStringLength(textMax)
                        .maxNameLength(200)
                        .maxTokenCount(TOKENS_MAX)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /**
   * What was read.
   *
   * @param tree null when it is not JSON
   * @param resource null when there is an error
   */
  record Reading(@Nullable JsonNode tree, @Nullable Resource resource, List<Problem> problems) {}

  /** What is wrong with the form of these bytes; empty when they can be read. */
  public List<Problem> check(Content content) {
    return read(content).problems();
  }

  /** The types of the entries of a Bundle; empty when it is not one. */
  Set<String> types(Content content) {
    Set<String> types = new TreeSet<>();
    JsonNode tree = tree(content, new Findings());
    if (tree != null) {
      tree.path("entry").forEach(e -> types.add(e.at("/resource/resourceType").asText()));
    }
    return types;
  }

  Reading read(Content content) {
    Findings findings = new Findings();
    JsonNode tree = tree(content, findings);
    if (tree == null) {
      return new Reading(null, null, findings.list());
    }
    return read(tree, findings);
  }

  /** The same for a tree that another form of FHIR was brought to. */
  Reading read(JsonNode tree, Findings findings) {
    new StrictWalk(model.context(), findings).resource(tree, "");
    Resource resource = findings.broken() ? null : parse(tree, findings);
    return new Reading(tree, findings.broken() ? null : resource, findings.list());
  }

  private @Nullable JsonNode tree(Content content, Findings findings) {
    if (content.size() == 0) {
      findings.error(ProblemCode.EMPTY, "", "Le corps est vide.", "Envoyez une ressource FHIR R4.");
      return null;
    }
    if (content.size() > bytesMax) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "",
          "Le corps dépasse " + bytesMax / (1024 * 1024) + " Mo.",
          "Envoyez-le en plusieurs fois.");
      return null;
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.bytes())).toString();
      if (text.startsWith("\uFEFF")) {
        findings.error(
            ProblemCode.CHARSET_CONFLICT,
            "",
            "Le texte commence par une marque d'ordre des octets.",
            "Envoyez de l'UTF-8 sans cette marque (RFC 8259).");
        return null;
      }
      return tree(text);
    } catch (CharacterCodingException e) {
      findings.error(
          ProblemCode.CHARSET_CONFLICT,
          "",
          "Le texte n'est pas en UTF-8.",
          "Encodez-le en UTF-8, sans marque d'ordre.");
    } catch (JsonProcessingException e) {
      syntax(e, findings);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory is read", e);
    }
    return null;
  }

  private JsonNode tree(String text) throws IOException {
    try (JsonParser parser = new WrittenNumbers(json.createParser(text))) {
      JsonNode tree = json.readTree(parser);
      return tree == null ? MissingNode.getInstance() : tree;
    }
  }

  private static void syntax(JsonProcessingException e, Findings findings) {
    String place =
        e.getLocation() == null
            ? ""
            : "ligne " + e.getLocation().getLineNr() + ", colonne " + e.getLocation().getColumnNr();
    String told = String.valueOf(e.getOriginalMessage());
    if (e instanceof JsonEOFException) {
      findings.error(
          ProblemCode.TRUNCATED,
          place,
          "Le texte est coupé : ce qui est ouvert n'est pas fermé.",
          "Renvoyez-le entier.");
    } else if (told.startsWith("Duplicate field")) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Une clé est donnée deux fois dans le même objet : on ne saurait pas laquelle croire.",
          "Gardez-en une seule.");
    } else if (told.contains("depth")) {
      findings.error(
          ProblemCode.TOO_LARGE,
          place,
          "Le texte est imbriqué sur plus de " + DEPTH_MAX + " niveaux.",
          "Une ressource en demande moins de vingt.");
    } else {
      findings.error(
          ProblemCode.LINE_NOT_UNDERSTOOD,
          place,
          "Ce n'est pas du JSON bien formé, ou une de ses parties est démesurée.",
          "Corrigez à cet endroit.");
    }
  }

  private @Nullable Resource parse(JsonNode tree, Findings findings) {
    try {
      var parser = (ca.uhn.fhir.parser.JsonParser) model.context().newJsonParser();
      parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
      parser.setParserErrorHandler(new StrictHandler(findings));
      // the tree itself, not its text: each number comes as it was written
      JacksonStructure said = new JacksonStructure();
      said.setNativeObject((ObjectNode) Unsaid.leftOut(tree));
      // its other entrance would name the resources of a bundle after their fullUrl all the same
      return parser.<Resource>doParseResource(null, said);
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          tree.path("resourceType").asText().isEmpty() ? "" : "ressource",
          "Un élément a une forme ou une valeur que FHIR R4 n'admet pas.",
          "Faites valider la ressource par $validate, qui dit lequel.");
      return null;
    }
  }
}
