// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.patient;

import fr.relais.core.decide.Appointments;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.ParisTime;
import fr.relais.flow.PatientVisits;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /r/<token>}, the address in the SMS. It asks for the birth date at each request, keeps
 * nothing in the browser, and answers the same whether a link never was or is over.
 */
public final class PatientPages implements WebServer.Part {
  private static final String PATH = "/r/{token}";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9-]{1,40}");
  private static final Pattern BIRTH = Pattern.compile("(\\d{1,2})[/. -](\\d{1,2})[/. -](\\d{4})");
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'à' HH:mm", Locale.FRENCH);
  private static final String OVER =
      "Ce lien n'est plus valable. Appelez le numéro écrit dans le message.";

  private final Supplier<Optional<Desk>> desk;
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /**
   * @param desk empty until Relais is ready
   */
  public PatientPages(Supplier<Optional<Desk>> desk) {
    this.desk = desk;
  }

  @Override
  public void addTo(JavalinConfig config) {
    config.routes.get(PATH, ctx -> with(ctx, this::ask));
    config.routes.post(PATH, ctx -> with(ctx, this::answer));
  }

  private interface Step {
    void go(Context ctx, PatientVisits visits, String token);
  }

  private void with(Context ctx, Step step) {
    String token = ctx.pathParam("token");
    Desk ready = desk.get().orElse(null);
    if (ready == null) {
      show(ctx, HttpStatus.SERVICE_UNAVAILABLE, PatientView.saying("Réessayez dans un instant."));
    } else if (!TOKEN.matcher(token).matches()) {
      show(ctx, HttpStatus.NOT_FOUND, PatientView.saying(OVER));
    } else {
      step.go(ctx, ready.visits().patients(), token);
    }
  }

  private void ask(Context ctx, PatientVisits visits, String token) {
    if (visits.opens(token)) {
      show(ctx, HttpStatus.OK, PatientView.asking("/r/" + token, ""));
    } else {
      show(ctx, HttpStatus.NOT_FOUND, PatientView.saying(OVER));
    }
  }

  private void answer(Context ctx, PatientVisits visits, String token) {
    String typed = Objects.requireNonNullElse(ctx.formParam("naissance"), "");
    String action = "/r/" + token;
    LocalDate birth = birth(typed);
    if (birth == null && visits.opens(token)) {
      String cure = "Écrivez le jour, le mois et l'année. Exemple : 03/02/1948";
      show(ctx, HttpStatus.BAD_REQUEST, PatientView.asking(action, cure));
      return;
    }
    PatientVisits.Seen seen = visits.see(token, birth);
    if (seen instanceof PatientVisits.Seen.Wrong wrong) {
      String left = "Ce n'est pas la date attendue. Essais restants : " + wrong.left() + ".";
      show(ctx, HttpStatus.FORBIDDEN, PatientView.asking(action, left));
    } else if (seen instanceof PatientVisits.Seen.Times times) {
      chosen(ctx, visits, times, birth, typed);
    } else {
      show(ctx, HttpStatus.NOT_FOUND, PatientView.saying(OVER));
    }
  }

  private void chosen(
      Context ctx,
      PatientVisits visits,
      PatientVisits.Seen.Times before,
      @Nullable LocalDate birth,
      String typed) {
    String token = ctx.pathParam("token");
    String choice = Objects.requireNonNullElse(ctx.formParam("choix"), "");
    if (choice.isEmpty()) {
      show(ctx, HttpStatus.OK, times(token, typed, "", before));
      return;
    }
    boolean none = choice.equals("aucun");
    Appointments.Result result =
        none ? visits.decline(token, birth) : visits.choose(token, birth, choice);
    String said =
        result instanceof Appointments.Result.Refused refused
            ? refused.reason()
            : none ? "C'est noté. Nous vous rappellerons." : "C'est noté. Votre rendez-vous :";
    show(
        ctx,
        HttpStatus.OK,
        visits.see(token, birth) instanceof PatientVisits.Seen.Times after
            ? times(token, typed, said, after)
            : PatientView.saying(said));
  }

  private static PatientView times(
      String token, String typed, String said, PatientVisits.Seen.Times times) {
    if (times.open().isEmpty()) {
      return PatientView.saying(
          said.isEmpty() ? "Aucun rendez-vous n'est à choisir pour l'instant." : said);
    }
    Appointment first = times.open().get(0);
    Appointment booked =
        times.open().stream().filter(a -> a.state() == State.BOOKED).findFirst().orElse(null);
    URI link = booked == null ? null : booked.place().link();
    String place = times.place() == null ? "" : times.place();
    return new PatientView(
        said.isEmpty() ? place : said,
        "",
        "/r/" + token,
        typed,
        true,
        booked != null
            ? List.of()
            : times.open().stream()
                .map(a -> new PatientView.Choice(a.id(), when(a.start())))
                .toList(),
        booked == null ? "" : when(booked.start()) + ", " + booked.kind().french(),
        link == null ? "" : link.toString(),
        Objects.requireNonNullElse(first.place().callBack(), ""));
  }

  private static String when(Instant at) {
    return at.atZone(ParisTime.ZONE).format(WHEN);
  }

  private static @Nullable LocalDate birth(String typed) {
    Matcher found = BIRTH.matcher(typed.strip());
    try {
      return found.matches()
          ? LocalDate.of(
              Integer.parseInt(found.group(3)),
              Integer.parseInt(found.group(2)),
              Integer.parseInt(found.group(1)))
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void show(Context ctx, HttpStatus status, PatientView view) {
    StringOutput output = new StringOutput();
    engine.render("patient/page.jte", Map.of("view", view), output);
    ctx.status(status).html(output.toString());
  }
}
