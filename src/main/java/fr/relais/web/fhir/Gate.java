// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import fr.relais.core.model.Content;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.flow.StoreUnavailable;
import fr.relais.formats.fhir.Outcomes;
import fr.relais.formats.fhir.StrictJson;
import fr.relais.web.Body;
import fr.relais.web.Desk;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What every request to {@code /fhir} passes first: who calls, how large it is, whether its JSON
 * can be read without losing anything. Without a token only {@code metadata} is served.
 */
final class Gate implements Filter {
  private static final String BEARER = "Bearer ";
  private static final int TOKEN_MAX = 4_096;
  private static final Set<String> JSON =
      Set.of("application/fhir+json", "application/json", "application/json+fhir");

  private final Supplier<Optional<Desk>> desk;
  private final Function<String, Optional<String>> callers;
  private final StrictJson json;
  private final Answer answer;

  Gate(
      Supplier<Optional<Desk>> desk,
      Function<String, Optional<String>> callers,
      StrictJson json,
      Answer answer) {
    this.desk = desk;
    this.callers = callers;
    this.json = json;
    this.answer = answer;
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) req;
    HttpServletResponse response = (HttpServletResponse) res;
    headers(response);
    try {
      if (open(request)) {
        chain.doFilter(request, response);
        return;
      }
      enter(request);
      chain.doFilter(sends(request) ? checked(request) : request, response);
    } catch (Refusal e) {
      if (e.getStatusCode() == 401) {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"relais\"");
      }
      answer.write(
          response,
          e.getStatusCode(),
          (org.hl7.fhir.r4.model.OperationOutcome) e.getOperationOutcome());
    } catch (StoreUnavailable e) {
      later(response);
    }
  }

  private void later(HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", "10");
    answer.write(
        response,
        503,
        Outcomes.of(
            List.of(
                Problem.error(
                    ProblemCode.TRY_LATER,
                    "",
                    "Relais ne peut pas répondre maintenant.",
                    "Réessayez dans quelques secondes, avec la même Idempotency-Key."))));
  }

  private static void headers(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  private static boolean open(HttpServletRequest request) {
    return "GET".equals(request.getMethod()) && "/metadata".equals(request.getPathInfo());
  }

  private static boolean sends(HttpServletRequest request) {
    return !Set.of("GET", "HEAD", "OPTIONS", "DELETE").contains(request.getMethod());
  }

  /** Who calls is looked up at each request: someone who left has no access the same minute. */
  private void enter(HttpServletRequest request) {
    String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
    Optional<String> caller =
        header.startsWith(BEARER) && header.length() < TOKEN_MAX
            ? callers.apply(header.substring(BEARER.length()))
            : Optional.empty();
    if (caller.isEmpty()) {
      throw unknown();
    }
    Desk ready = desk.get().orElse(null);
    if (ready == null) {
      throw Refusal.of(
          503, ProblemCode.TRY_LATER, "", "Relais démarre.", "Réessayez dans quelques secondes.");
    }
    boolean practises =
        ready
            .cases()
            .roster()
            .practitioner(caller.get())
            .filter(p -> !p.revoked(ready.clock().instant().atZone(ParisTime.ZONE).toLocalDate()))
            .isPresent();
    if (!practises) {
      throw unknown();
    }
    new Session(ready, caller.get()).bind(request);
  }

  private static Refusal unknown() {
    return Refusal.of(
        401,
        ProblemCode.SENDER_UNKNOWN,
        "",
        "Cette demande n'a pas de jeton, ou son jeton ne donne aucun accès.",
        "Envoyez l'en-tête Authorization: Bearer, avec le jeton du logiciel de ce médecin.");
  }

  private static Refusal tooLarge() {
    return Refusal.of(
        413, ProblemCode.TOO_LARGE, "", "Le corps dépasse 2 Mo.", "Envoyez-le en plusieurs fois.");
  }

  private HttpServletRequest checked(HttpServletRequest request) throws IOException {
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!JSON.contains(plain)) {
      throw Refusal.of(
          415,
          ProblemCode.FORMAT_NOT_READ,
          "",
          "Seul FHIR en JSON est lu.",
          "Envoyez Content-Type: application/fhir+json.");
    }
    byte[] bytes = Body.read(request, StrictJson.BYTES_MAX).orElseThrow(Gate::tooLarge);
    if (!"/$validate".equals(request.getPathInfo())) {
      List<Problem> problems = json.check(Content.of(bytes));
      if (!problems.isEmpty()) {
        throw Refusal.of(400, problems);
      }
    }
    return new ReadRequest(request, bytes);
  }
}
