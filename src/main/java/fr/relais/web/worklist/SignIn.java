// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.web.Desk;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The persona chooser of the sandbox: nobody proves who he is, so it is for the sandbox only. */
final class SignIn {
  static final String PATH = "/bac-a-sable/personnes";
  static final String COOKIE = "relais-session";

  private static final Pattern LOCAL =
      Pattern.compile("/(suivi|question)(/[A-Za-z0-9-]{1,80}){0,4}(\\?choix=[a-z])?");

  private final Sessions sessions;
  private final Pages pages;

  SignIn(Sessions sessions, Pages pages) {
    this.sessions = sessions;
    this.pages = pages;
  }

  /** This address if it is one of our pages, else the other. */
  static String local(@Nullable String path, String otherwise) {
    return path != null && LOCAL.matcher(path).matches() ? path : otherwise;
  }

  void choose(Context ctx, Desk desk) {
    Roster roster = desk.cases().roster();
    Instant now = desk.clock().instant();
    List<PersonaView> personas =
        roster.practitioners().stream()
            .filter(p -> !p.revoked(now.atZone(ParisTime.ZONE).toLocalDate()))
            .map(p -> new PersonaView(p.id(), p.title(), role(p, roster, now)))
            .toList();
    pages.show(
        ctx,
        "people",
        Map.of(
            "chrome",
            pages.outside("Choisir une personne"),
            "personas",
            personas,
            "back",
            local(ctx.queryParam("retour"), "/suivi")));
  }

  private static String role(Practitioner person, Roster roster, Instant now) {
    List<String> roles = new ArrayList<>();
    for (Site site : roster.sites()) {
      if (site.referent().equals(person.id())) {
        roles.add("référent de " + site.name());
      }
      if (roster.dutyDoctor(site.id(), now).filter(person::equals).isPresent()) {
        roles.add("de garde à " + site.name());
      }
    }
    if (roster.operatorDoctor(now).filter(person::equals).isPresent()) {
      roles.add("d'astreinte pour l'opérateur");
    }
    if (person.missionEnds() != null) {
      roles.add("volontaire, mission jusqu'au " + Times.day(person.missionEnds()));
    }
    if (roster.absent(person.id(), now)) {
      roles.add("absent aujourd'hui");
    }
    if (!person.role().doctor() || roles.isEmpty()) {
      roles.add(0, person.role().french());
    }
    roster.site(person.site()).map(Site::name).ifPresent(roles::add);
    return String.join(" ; ", roles);
  }

  void begin(Context ctx, Desk desk) {
    String id = ctx.formParam("personne");
    String back = local(ctx.formParam("retour"), "/suivi");
    boolean known =
        desk.cases()
            .roster()
            .practitioner(id)
            .filter(p -> !p.revoked(desk.clock().instant().atZone(ParisTime.ZONE).toLocalDate()))
            .isPresent();
    if (id == null || !known) {
      ctx.redirect(PATH, HttpStatus.SEE_OTHER);
      return;
    }
    sessions.end(ctx.cookie(COOKIE));
    String name = sessions.begin(id).orElse(null);
    if (name == null) {
      pages.say(
          ctx,
          pages.outside("Trop de monde"),
          HttpStatus.SERVICE_UNAVAILABLE,
          "Trop de personnes sont connectées",
          List.of("Réessayez dans quelques minutes."),
          PATH,
          "Réessayer");
      return;
    }
    ctx.cookie(cookie(ctx, name, -1));
    ctx.redirect(back, HttpStatus.SEE_OTHER);
  }

  void end(Context ctx) {
    sessions.end(ctx.cookie(COOKIE));
    ctx.cookie(cookie(ctx, "", 0));
    ctx.redirect(PATH, HttpStatus.SEE_OTHER);
  }

  private static Cookie cookie(Context ctx, String value, int age) {
    boolean secure = ctx.scheme().equals("https");
    return new Cookie(COOKIE, value, "/", age, secure, true, null, SameSite.STRICT);
  }
}
