// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.flow.StoreUnavailable;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The people's pages: {@code /suivi} and what is under it. Each act works as a plain form; the
 * script only makes it quicker. In live nobody can sign in yet, and every page says so.
 */
public final class Worklist implements WebServer.Part {
  private final Supplier<Optional<Desk>> desk;
  private final boolean sandbox;
  private final Sessions sessions;
  private final Pages pages = new Pages();
  private final SignIn signIn;
  private final ListPages lists;
  private final MissionPages missions = new MissionPages();
  private final @Nullable DmpPages dmp;
  private final PatientPages patients;

  /**
   * @param desk empty until Relais is ready
   * @param sandbox whether people may be chosen without proof
   */
  public Worklist(Supplier<Optional<Desk>> desk, boolean sandbox) {
    this(desk, sandbox, null);
  }

  /**
   * @param shared how the DMP is read; null where it is not
   */
  public Worklist(Supplier<Optional<Desk>> desk, boolean sandbox, @Nullable SharedDesk shared) {
    this(desk, sandbox, shared, InstantSource.system());
  }

  /**
   * @param real time by which sessions end
   */
  Worklist(
      Supplier<Optional<Desk>> desk,
      boolean sandbox,
      @Nullable SharedDesk shared,
      InstantSource real) {
    this.desk = desk;
    this.sandbox = sandbox;
    this.sessions = new Sessions(real);
    this.signIn = new SignIn(sessions, pages);
    this.lists = new ListPages(sessions);
    this.dmp = shared == null ? null : new DmpPages(shared);
    this.patients = new PatientPages(dmp);
  }

  @Override
  public void addTo(JavalinConfig config) {
    config.routes.get(Assets.PATH + "{file}", pages.assets()::serve);
    config.routes.get("/accessibilite", this::accessibility);
    config.routes.get(SignIn.PATH, open(signIn::choose));
    config.routes.post(SignIn.PATH, open(signIn::begin));
    config.routes.post("/bac-a-sable/sortie", in(visit -> signIn.end(visit.ctx())));
    config.routes.get("/suivi", in(lists::show));
    config.routes.get("/suivi/veille", this::watch);
    config.routes.post("/suivi/recherche", in(lists::search));
    config.routes.post("/suivi/raccourcis", in(lists::shortcuts));
    config.routes.get(TogetherPages.PATH, in(TogetherPages::show));
    config.routes.post(TogetherPages.PATH, in(TogetherPages::close));
    config.routes.post(TogetherPages.UNDO, in(TogetherPages::undo));
    config.routes.get(EmergencyPages.PATH, in(EmergencyPages::ask));
    config.routes.post(EmergencyPages.PATH, in(EmergencyPages::show));
    config.routes.get(MissionPages.PATH, in(missions::show));
    config.routes.get(MissionPages.PATH + "/{site}", in(missions::show));
    config.routes.get(MissionPages.PATH + "/{site}" + MissionPages.PDF, in(missions::pdf));
    patients(config);
    config.routes.get("/pilote/chiffres.csv", in(PilotPages::csv));
    config.routes.get(OfficeLines.PATH + "{reference}", in(OfficePages::caller));
    config.routes.post(OfficeLines.PATH + "{reference}/appel", in(OfficePages::called));
    config.routes.get(
        OfficeLines.PATH + "{reference}/question/{question}", in(OfficePages::question));
    config.routes.post(
        OfficeLines.PATH + "{reference}/question/{question}", in(OfficePages::propose));
    config.routes.get("/suivi/{reference}", in(ResultPages::show));
    config.routes.post("/suivi/{reference}/urgence", in(ResultPages::emergency));
    config.routes.get("/suivi/{reference}/document/{version}", in(ResultPages::document));
    config.routes.get("/suivi/{reference}/question/{question}", in(ActPages::question));
    config.routes.post("/suivi/{reference}/question/{question}", in(ActPages::answer));
    config.routes.get("/question/{question}", in(ActPages::find));
    config.routes.get("/suivi/{reference}/rendez-vous/{act}", in(AppointmentPages::show));
    config.routes.post("/suivi/{reference}/rendez-vous/{act}", in(AppointmentPages::act));
    config.routes.get("/suivi/{reference}/{verb}", in(ActPages::show));
    config.routes.post("/suivi/{reference}/{verb}", in(ActPages::act));
  }

  private void patients(JavalinConfig config) {
    String one = PatientPages.PATH + "/{patient}";
    config.routes.get(PatientPages.PATH, in(patients::ask));
    config.routes.post(PatientPages.PATH, in(patients::search));
    config.routes.get(one, in(patients::show));
    config.routes.get("/suivi/{reference}/patient", in(patients::fromResult));
    DmpPages asked = dmp;
    if (asked != null) {
      config.routes.get(one + "/dmp", in(PatientPages::back));
      config.routes.get(one + "/dmp/{document}", in(PatientPages::back));
      config.routes.post(one + "/dmp", in(visit -> asked.find(visit, patients)));
      config.routes.post(one + "/dmp/{document}", in(asked::open));
      config.routes.get(one + DmpPages.AUTHORISATION, in(PatientPages::back));
      config.routes.post(
          one + DmpPages.AUTHORISATION,
          in(visit -> new DmpAuthorisation(asked).declare(visit, patients)));
    }
  }

  private interface Step {
    void go(Context ctx, Desk ready);
  }

  /** Only in the sandbox, only when Relais is ready, and never sent from another site. */
  private Handler open(Step step) {
    return ctx -> {
      Optional<Desk> ready = desk.get();
      if (!sandbox) {
        closed(ctx);
      } else if (ready.isEmpty()) {
        say(ctx, HttpStatus.SERVICE_UNAVAILABLE, "Relais démarre", "Réessayez dans un instant.");
      } else if (ctx.method() != HandlerType.GET && !fromHere(ctx)) {
        forbidden(ctx);
      } else {
        try {
          step.go(ctx, ready.get());
        } catch (StoreUnavailable e) {
          say(
              ctx,
              HttpStatus.SERVICE_UNAVAILABLE,
              "Relais ne peut pas lire ses données",
              "Rien n'est perdu, mais cette page ne dit pas ce qui attend. En cas d'urgence,"
                  + " appelez le laboratoire.");
        }
      }
    };
  }

  /** Only for someone who is signed in; what is sent must carry the session's token. */
  private Handler in(Consumer<Visit> step) {
    return open(
        (ctx, ready) -> {
          Session session = sessions.find(ctx.cookie(SignIn.COOKIE), true).orElse(null);
          if (session == null) {
            ctx.redirect(SignIn.PATH + "?retour=" + back(ctx), HttpStatus.SEE_OTHER);
          } else if (ctx.method() != HandlerType.GET && !carries(ctx, session)) {
            forbidden(ctx);
          } else {
            step.accept(visit(ctx, ready, session));
          }
        });
  }

  private Visit visit(Context ctx, Desk ready, Session session) {
    return new Visit(ctx, ready, session, new Times(ready.clock().instant()), pages);
  }

  /** A page that refreshes itself is no gesture; without a session it is sent away. */
  private void watch(Context ctx) throws Exception {
    open((c, ready) -> {
          Session session = sessions.find(c.cookie(SignIn.COOKIE), false).orElse(null);
          if (session == null) {
            c.header("HX-Redirect", SignIn.PATH).status(HttpStatus.UNAUTHORIZED);
          } else {
            lists.watch(visit(c, ready, session));
          }
        })
        .handle(ctx);
  }

  private static String back(Context ctx) {
    String choice = ctx.queryParam(Forms.CHOICE);
    String path = choice == null ? ctx.path() : ctx.path() + "?" + Forms.CHOICE + "=" + choice;
    return URLEncoder.encode(SignIn.local(path, "/suivi"), StandardCharsets.UTF_8);
  }

  private static boolean carries(Context ctx, Session session) {
    String token = ctx.formParam("jeton");
    return token != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            session.token().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Browsers say where a form was sent from. Ours sends no referrer, so that {@code Origin} is
   * {@code null} even from our own pages: then the token alone decides.
   */
  private static boolean fromHere(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = ctx.header("Origin");
    return origin == null || origin.equals("null") || authority(origin).equals(ctx.header("Host"));
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void forbidden(Context ctx) {
    say(
        ctx,
        HttpStatus.FORBIDDEN,
        "Rien n'a été fait",
        "Ce formulaire ne vient pas de votre session : rouvrez la page et recommencez.");
  }

  private void closed(Context ctx) {
    say(
        ctx,
        HttpStatus.SERVICE_UNAVAILABLE,
        "La connexion n'est pas encore raccordée",
        "Pro Santé Connect n'est pas raccordé à cette installation : personne ne peut se connecter,"
            + " et ces pages ne montrent rien. Les résultats continuent d'arriver chez leurs"
            + " médecins par leurs logiciels et leurs messageries.");
  }

  private void say(Context ctx, HttpStatus status, String heading, String sentence) {
    pages.say(ctx, pages.outside(heading), status, heading, List.of(sentence), null, null);
  }

  private void accessibility(Context ctx) {
    @Nullable Session session = sessions.find(ctx.cookie(SignIn.COOKIE), true).orElse(null);
    Optional<Desk> ready = desk.get();
    Chrome chrome =
        session == null || ready.isEmpty()
            ? pages.outside("Accessibilité")
            : visit(ctx, ready.get(), session).chrome("Accessibilité");
    pages.show(ctx, "accessibility", Map.of("chrome", chrome));
  }
}
