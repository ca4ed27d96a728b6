// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the templates of {@code src/main/jte/worklist}, which escape every text. */
final class Pages {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Assets assets = new Assets();

  Assets assets() {
    return assets;
  }

  Chrome outside(String title) {
    return new Chrome(title + ", Relais", null, "", true, "", null, assets);
  }

  /** A template with its parameters, as the answer. */
  void show(Context ctx, String template, Map<String, Object> parameters) {
    ctx.html(text(template, parameters));
  }

  /** The same as text. */
  String text(String template, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    engine.render("worklist/" + template + ".jte", parameters, output);
    return visible(output.toString());
  }

  /** Marks that turn the direction of text could make a value or a name read otherwise. */
  static String visible(String page) {
    StringBuilder shown = new StringBuilder(page.length());
    for (int i = 0; i < page.length(); i++) {
      char letter = page.charAt(i);
      boolean turns =
          letter >= 0x202A && letter <= 0x202E
              || letter >= 0x2066 && letter <= 0x2069
              || letter == 0x200E
              || letter == 0x200F
              || letter == 0x061C;
      if (turns) {
        shown.append("[U+%04X]".formatted((int) letter));
      } else {
        shown.append(letter);
      }
    }
    return shown.toString();
  }

  /** A short page that says something, and where to go from there. */
  void say(
      Context ctx,
      Chrome chrome,
      HttpStatus status,
      String heading,
      List<String> sentences,
      @Nullable String link,
      @Nullable String label) {
    ctx.status(status);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("chrome", chrome);
    parameters.put("heading", heading);
    parameters.put("sentences", sentences);
    parameters.put("link", link == null ? "" : link);
    parameters.put("label", label == null ? "" : label);
    show(ctx, "message", parameters);
  }
}
