// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.ops;

import fr.relais.core.model.FollowUp;
import fr.relais.flow.Store;
import fr.relais.web.WebServer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door of those who watch: {@code /ops/health}, {@code /ops/checks}, {@code /ops/figures},
 * {@code /ops/metrics}, {@code /ops/follow-ups}; in the sandbox also {@code POST
 * /bac-a-sable/console}, one line of the console.
 */
public final class OpsServer implements WebServer.Part {
  private static final Duration ALARM = Duration.ofSeconds(60);
  private static final int LISTED_MAX = 1_000;

  private final InstantSource clock;
  private final Welcome welcome;
  private volatile @Nullable Store store;
  private volatile CertificateWatch certificates = CertificateWatch.NONE;
  private volatile Supplier<String> mailbox = () -> "NONE";

  private final @Nullable UnaryOperator<String> console;

  /**
   * @param console answers a line of the sandbox console; null in live
   */
  public OpsServer(InstantSource clock, Welcome welcome, @Nullable UnaryOperator<String> console) {
    this.clock = clock;
    this.welcome = welcome;
    this.console = console;
  }

  @Override
  public void addTo(JavalinConfig config) {
    config.routes.get("/", this::home);
    config.routes.get("/ops/health", this::health);
    config.routes.get("/ops/checks", this::checks);
    config.routes.get("/ops/figures", this::figures);
    config.routes.get("/ops/metrics", this::metrics);
    config.routes.get("/ops/follow-ups", this::followUps);
    UnaryOperator<String> lines = console;
    if (lines != null) {
      config.routes.post("/bac-a-sable/console", ctx -> ctx.result(lines.apply(ctx.body())));
    }
  }

  /** Serves this store from now on; until then every answer is "not ready". */
  public void serve(Store ready, CertificateWatch ours) {
    serve(ready, ours, () -> "NONE");
  }

  /**
   * The same.
   *
   * @param read whether our mailbox is: {@code OPEN}, {@code SHUT} or {@code NONE}
   */
  public void serve(Store ready, CertificateWatch ours, Supplier<String> read) {
    this.certificates = ours;
    this.mailbox = read;
    this.store = ready;
  }

  private @Nullable Store ready(Context ctx) {
    Store serving = store;
    if (serving == null) {
      ctx.status(HttpStatus.SERVICE_UNAVAILABLE).json(Map.of("state", "STARTING"));
    }
    return serving;
  }

  private void home(Context ctx) {
    Store serving = ready(ctx);
    if (serving != null) {
      ctx.html(welcome.page(serving.figures(clock.instant())));
    }
  }

  /**
   * 200 when nothing is late, the trace is sealed and our certificates hold, 503 when not; asked as
   * often as one likes.
   */
  private void health(Context ctx) {
    Store serving = ready(ctx);
    if (serving == null) {
      return;
    }
    Store.Figures figures = serving.figures(clock.instant());
    CertificateWatch ours = certificates;
    boolean well =
        figures.latest().compareTo(ALARM) < 0
            && figures.oldestUnsealed().compareTo(ALARM) < 0
            && ours.state() != CertificateWatch.State.OVER;
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("state", well ? "UP" : "ALARM");
    body.put("late", figures.late());
    body.put("latestSeconds", figures.latest().toSeconds());
    body.put("oldestUnsealedSeconds", figures.oldestUnsealed().toSeconds());
    body.put("certificates", ours.state().name());
    body.put("certificatesEnd", ours.end() == null ? null : String.valueOf(ours.end()));
    body.put("mailbox", mailbox.get());
    body.putAll(OutgoingFigures.of(serving, clock.instant()).waiting());
    ctx.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).json(body);
  }

  /** Every invariant over the whole store, and the chain of the trace: slow on a large one. */
  private void checks(Context ctx) {
    Store serving = ready(ctx);
    if (serving == null) {
      return;
    }
    List<String> wrong = serving.violations(clock.instant());
    boolean chain = serving.auditChainHolds();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("violations", wrong);
    body.put("auditChainHolds", chain);
    ctx.status(wrong.isEmpty() && chain ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .json(body);
  }

  private void figures(Context ctx) {
    Store serving = ready(ctx);
    if (serving == null) {
      return;
    }
    Store.Figures figures = serving.figures(clock.instant());
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("received", figures.received());
    body.put("repeats", figures.repeats());
    body.put("quarantined", figures.quarantined());
    body.put("byState", figures.byState());
    body.put("openByPriority", figures.openByPriority());
    body.put("openWorkItems", figures.openWorkItems());
    body.put("readyDeliveries", figures.readyDeliveries());
    body.put("waitingDeliveries", figures.waitingDeliveries());
    body.put("awaitedOrders", figures.awaitedOrders());
    body.put("expiredDeliveries", figures.expiredDeliveries());
    body.put("timersByNode", figures.timersByNode());
    body.put("jobsByNode", figures.jobsByNode());
    body.putAll(OutgoingFigures.of(serving, clock.instant()).json());
    body.put("noticesToday", NoticeFigures.today(serving, clock.instant()).json());
    body.put("annuaire", RegisterFigures.of(serving, clock.instant()).json());
    ctx.json(body);
  }

  private void metrics(Context ctx) {
    Store serving = ready(ctx);
    if (serving != null) {
      ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
          .result(
              NoticeFigures.today(serving, clock.instant()).metrics()
                  + certificates.metrics()
                  + RegisterFigures.of(serving, clock.instant()).metrics()
                  + OutgoingFigures.of(serving, clock.instant()).metrics());
    }
  }

  private void followUps(Context ctx) {
    Store serving = ready(ctx);
    if (serving != null) {
      ctx.json(serving.openFollowUps(LISTED_MAX).stream().map(OpsServer::header).toList());
    }
  }

  /** A follow-up without anything that tells whose it is or what it says. */
  private static Map<String, @Nullable Object> header(FollowUp row) {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("id", row.id());
    header.put("reference", row.reference());
    header.put("state", row.state().name());
    header.put("priority", row.priority().name());
    header.put("owner", row.owner());
    header.put("site", row.site());
    header.put("receivedAt", row.receivedAt().toString());
    header.put("deadline", row.deadline() == null ? null : row.deadline().toString());
    header.put("nextDue", row.nextDue() == null ? null : row.nextDue().toString());
    header.put("rung", row.rung());
    return header;
  }
}
