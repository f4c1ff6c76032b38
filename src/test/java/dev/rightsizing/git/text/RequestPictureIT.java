// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.rightsizing.testkit.Chromium;
import dev.rightsizing.testkit.Chromium.Look;
import dev.rightsizing.testkit.Chromium.Tab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The body as Chromium shows it, on a screen and on a phone; the pictures are under {@code
 * target/screenshots}. With -Drightsizing.update=true that of docs/gitops.md is written anew.
 */
class RequestPictureIT {
  private static final Path DOCUMENTED = Path.of("docs/images/pull-request.png");

  /** What hosts have in common: the width of a comment, boxes around cells, a tint behind code. */
  private static final String STYLE =
"""
body { font: 14px/1.5 sans-serif; color: #1f2328; margin: 16px; max-width: 860px; }
h1 { font-size: 24px; font-weight: 400; margin: 0 0 12px; }
table { border-collapse: collapse; display: block; overflow: auto; width: max-content;
  max-width: 100%; margin-bottom: 16px; }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px; }
tr:nth-child(2n) { background: #f6f8fa; }
code { background: #818b981f; border-radius: 6px; padding: .2em .4em; font-size: 85%; }
sub { font-size: 75%; line-height: 0; position: relative; bottom: -.25em; vertical-align: baseline; }
details { margin-bottom: 12px; } ul { padding-left: 2em; }
@media (max-width: 500px) { body { margin: 12px; } h1 { font-size: 20px; } }
""";

  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Tab open(int width) {
    RequestText text = RequestText.of(Contents.shop(), Optional.empty());
    Tab tab = chromium.tab(Look.LIGHT, width, 900);
    tab.page()
        .setContent(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Request</title><style>"
                + STYLE
                + "</style></head><body><main><h1>"
                + text.title()
                + "</h1>"
                + Rendered.html(text.body())
                + "</main></body></html>");
    return tab;
  }

  private static void unfold(Tab tab) {
    for (Locator summary : tab.page().locator("summary").all()) {
      summary.click();
    }
  }

  @Test
  void aReviewerReadsTheTableWithoutScrollingSideways() throws Exception {
    try (Tab tab = open(900)) {
      assertThat(fits(tab)).isTrue();
      assertThat(tab.page().locator("tbody tr").count()).isEqualTo(7);
      tab.isAccessible();
      tab.picture("request-folded");
      unfold(tab);
      tab.picture("request");
    }
    if (Boolean.getBoolean("rightsizing.update")) {
      Files.copy(
          Path.of("target/screenshots/request-folded.png"),
          DOCUMENTED,
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(DOCUMENTED).exists();
    assertThat(Files.size(DOCUMENTED)).isLessThan(200_000);
  }

  @Test
  void onAPhoneOnlyTheTableScrolls() {
    try (Tab tab = open(390)) {
      tab.picture("request-phone-folded");
      unfold(tab);
      assertThat(tab.page().locator("details[open]").count()).isEqualTo(3);
      assertThat((Boolean) tab.page().evaluate("() => document.body.scrollWidth <= innerWidth"))
          .isTrue();
      tab.picture("request-phone");
    }
  }

  private static boolean fits(Tab tab) {
    return (Boolean)
        tab.page()
            .evaluate(
                "() => { const t = document.querySelector('table');"
                    + " return t.scrollWidth <= t.clientWidth + 1; }");
  }
}
