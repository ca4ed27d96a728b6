// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real browser, the one that {@code PAGES_CHROMIUM} names. Nothing is downloaded. */
final class Chromium implements AutoCloseable {
  private static final List<String> AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(
                      Path.of(Objects.requireNonNull(System.getenv("PAGES_CHROMIUM"))))
                  .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  private final List<String> complaints = new ArrayList<>();

  /** A page of this width in a browser of its own. */
  Page page(int port, int width, int height, boolean script) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL("http://127.0.0.1:" + port)
                .setViewportSize(width, height)
                .setLocale("fr-FR")
                .setJavaScriptEnabled(script));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.setDefaultTimeout(5_000);
    return page;
  }

  Page signedIn(int port, int width, int height, String title) {
    Page page = page(port, width, height, true);
    page.navigate("/bac-a-sable/personnes");
    page.getByText(title).click();
    page.waitForURL("**/suivi");
    return page;
  }

  /** What the browser complained of: a script error, something that the policy refused. */
  List<String> complaints() {
    return complaints;
  }

  /** No violation of WCAG 2.1 AA. The pages have no frames, so one window does: a second is slow. */
  static void accessible(Page page) {
    assertThat(
            new AxeBuilder(page).withTags(AA).setLegacyMode(true).analyze().getViolations().stream()
                .map(v -> v.getId() + " " + v.getHelp() + " " + v.getNodes())
                .toList())
        .as(page.url())
        .isEmpty();
  }

  /** Nothing is wider than the window. */
  static void noSidewaysScroll(Page page) {
    assertThat(
            (Boolean)
                page.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .as(page.url())
        .isTrue();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
