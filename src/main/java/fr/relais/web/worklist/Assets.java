// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.Content;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files of the pages, all served by us: one style sheet, one script, htmx. */
public final class Assets {
  static final String PATH = "/statique/";
  private static final String ROOM = "/fr/relais/web/worklist/";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private final Map<String, File> files =
      Map.of(
          "relais.css", file(ROOM + "relais.css", "text/css"),
          "relais.js", file(ROOM + "relais.js", "text/javascript"),
          "relais.svg", file(ROOM + "relais.svg", "image/svg+xml"),
          "htmx.js", file(HTMX, "text/javascript"));

  private record File(String type, Content content) {}

  private static File file(String resource, String type) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing file of the pages: " + resource);
      }
      return new File(type + "; charset=utf-8", Content.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a file, which changes with its content. */
  public String href(String name) {
    File file = Optional.ofNullable(files.get(name)).orElseThrow();
    return PATH + name + "?v=" + file.content().hash().brief();
  }

  void serve(Context ctx) {
    File file = files.get(ctx.pathParam("file"));
    if (file == null) {
      ctx.status(HttpStatus.NOT_FOUND);
      return;
    }
    // nothing in these files is about anyone
    ctx.header("Cache-Control", "public, max-age=3600");
    ctx.contentType(file.type()).result(file.content().bytes());
  }
}
