// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tabs of a real Chromium, which is started once and used for many pages. */
public final class Chromium implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private final LocalChromium local = LocalChromium.start();

  /** How a tab shows pages. */
  public enum Look {
    LIGHT,
    DARK,
    /** Light, and scripts do not run. */
    WITHOUT_SCRIPTS
  }

  /** A tab of its own, which is closed with the browser. */
  public Tab tab(Look look, int width, int height) {
    BrowserContext context =
        local
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setColorScheme(look == Look.DARK ? ColorScheme.DARK : ColorScheme.LIGHT)
                    .setJavaScriptEnabled(look != Look.WITHOUT_SCRIPTS)
                    .setViewportSize(width, height));
    context.setDefaultTimeout(10_000);
    return new Tab(context, look != Look.WITHOUT_SCRIPTS);
  }

  /** A page, what it complained of, and what it asked others for. */
  public static final class Tab implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final boolean runsScripts;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    private Tab(BrowserContext context, boolean runsScripts) {
      this.context = context;
      this.runsScripts = runsScripts;
      this.page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (List.of("error", "warning").contains(message.type())) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
      page.onDialog(
          dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
          });
      page.onRequest(request -> requests.add(request.url()));
    }

    public Page page() {
      return page;
    }

    /** Errors and warnings of the console, violations of the CSP included, and dialogs. */
    public List<String> complaints() {
      return complaints;
    }

    /** What was asked for, the page itself included. */
    public List<String> requests() {
      return requests;
    }

    /** Keeps a picture of the whole page under {@code target/screenshots}. */
    public void picture(String name) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(SCREENSHOTS.resolve(name + ".png"))
              .setFullPage(true));
    }

    /**
     * Nothing that axe-core finds is against WCAG 2.2 AA or its best practices. It is a script, so
     * where none runs there is nothing to ask.
     */
    public void isAccessible() {
      if (!runsScripts) {
        return;
      }
      List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
      assertThat(violations)
          .as(
              "%s",
              violations.stream()
                  .map(
                      rule ->
                          rule.getId()
                              + " "
                              + rule.getHelp()
                              + " "
                              + rule.getNodes().stream().limit(3).map(n -> n.getHtml()).toList())
                  .toList())
          .isEmpty();
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public void close() {
    local.close();
  }
}
