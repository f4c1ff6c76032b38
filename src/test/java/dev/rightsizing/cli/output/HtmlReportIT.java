// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.rightsizing.cli.Evaluations;
import dev.rightsizing.testkit.Chromium;
import dev.rightsizing.testkit.Chromium.Look;
import dev.rightsizing.testkit.SampleShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The HTML report as Chromium shows it, opened from a file, with nothing else to load. */
class HtmlReportIT {
  @TempDir static Path folder;
  private static Chromium chromium;
  private static Path file;

  @BeforeAll
  static void start() throws Exception {
    chromium = new Chromium();
    file = folder.resolve("report.html");
    try (SampleShop shop = new SampleShop(24)) {
      Report report = Report.of(shop.evaluate(), resource -> "container_" + resource.key());
      write(report, shop::series, file);
    }
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static void write(Report report, ContainerUsage usage, Path to) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(to))) {
      ReportFormat.HTML.write(report, usage, out);
    }
  }

  private static Chromium.Tab open(Look look, Path path) {
    Chromium.Tab tab = chromium.tab(look, 1280, 900);
    tab.page().navigate(path.toUri().toString());
    return tab;
  }

  @ParameterizedTest
  @EnumSource
  void readsWellAndLoadsNothingElse(Look look) {
    try (Chromium.Tab tab = open(look, file)) {
      tab.page().locator("summary").first().click();
      assertThat(
              tab.page().locator("[data-container][open] svg").count()
                  + tab.page().locator("[data-container][open] canvas").count())
          .isGreaterThanOrEqualTo(2);
      if (look != Look.WITHOUT_SCRIPTS) {
        tab.page().locator("[data-container][open] canvas").nth(1).waitFor();
      }
      tab.isAccessible();
      tab.picture("report-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      assertThat(tab.requests()).containsExactly(file.toUri().toString());
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void sortsByTheColumnThatIsClicked() {
    try (Chromium.Tab tab = open(Look.LIGHT, file)) {
      Locator savings = tab.page().locator("[data-sortable] tbody tr td:nth-child(6)");
      Locator heading = tab.page().locator("[data-sortable] th:nth-child(6)");
      heading.locator("button").click();
      assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
      heading.locator("button").click();
      assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
      List<Double> values =
          savings.all().stream()
              .map(cell -> Double.parseDouble(cell.getAttribute("data-v")))
              .toList();
      assertThat(values).hasSize(24).isSorted();
      tab.page().locator("[data-sortable] th:nth-child(2) button").focus();
      tab.page().keyboard().press("Enter");
      List<String> names =
          tab.page().locator("[data-sortable] tbody tr td:nth-child(2)").allTextContents();
      assertThat(names.stream().map(String::toLowerCase).toList()).isSorted();
    }
  }

  @Test
  void filtersByEveryWord() {
    try (Chromium.Tab tab = open(Look.LIGHT, file)) {
      tab.page().locator("#filter").fill("payments deployment");
      List<String> shown = tab.page().locator("[data-sortable] tbody tr:visible").allTextContents();
      assertThat(shown)
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row).contains("payments").contains("Deployment"));
      assertThat(tab.page().locator("[data-container]:visible").count()).isEqualTo(shown.size());
      assertThat(tab.page().locator("output").textContent()).isEqualTo(shown.size() + " of 24");
    }
  }

  @Test
  void aLinkOfTheTableOpensTheChartsWhichZoomByDragging() {
    try (Chromium.Tab tab = open(Look.LIGHT, file)) {
      tab.page().locator("[data-sortable] tbody tr:nth-child(2) a").click();
      Locator open = tab.page().locator("[data-container][open]");
      Locator canvas = open.locator("canvas").first();
      canvas.waitFor();
      assertThat(open.count()).isEqualTo(1);
      var box = open.locator(".u-over").first().boundingBox();
      String script = "() => document.querySelector('[data-container][open] .u-axis') !== null";
      assertThat(tab.page().evaluate(script)).isEqualTo(true);
      tab.page().mouse().move(box.x + 60, box.y + 60);
      tab.page().mouse().down();
      tab.page().mouse().move(box.x + 260, box.y + 60);
      assertThat(open.locator(".u-select").first().boundingBox().width).isGreaterThan(150);
      tab.page().mouse().up();
      tab.picture("report-zoomed");
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextStaysText(Look look) throws IOException {
    Path hostile = folder.resolve("hostile-" + look + ".html");
    write(
        Report.of(Evaluations.hostile(), resource -> "<img src=x onerror=alert(1)>"),
        ContainerUsage.NONE,
        hostile);
    try (Chromium.Tab tab = open(look, hostile)) {
      assertThat(tab.page().locator("body script:not([type])").count()).isEqualTo(3);
      assertThat(tab.page().locator("td i, td img, dd script, td script").count()).isZero();
      assertThat(tab.page().locator("body").textContent()).contains("<script>alert(");
      assertThat(tab.complaints()).isEmpty();
      tab.isAccessible();
    }
  }

  @Test
  void aReportOfNothingIsAPageToo() throws IOException {
    Path empty = folder.resolve("empty.html");
    write(Report.of(Evaluations.empty(), Object::toString), ContainerUsage.NONE, empty);
    try (Chromium.Tab tab = open(Look.LIGHT, empty)) {
      assertThat(tab.page().locator("h1").textContent()).isEqualTo("Right-sizing report");
      assertThat(tab.complaints()).isEmpty();
      tab.isAccessible();
    }
  }

  @Test
  void aNarrowScreenNeedsNoSidewaysScrolling() {
    try (Chromium.Tab tab = chromium.tab(Look.DARK, 390, 844)) {
      tab.page().navigate(file.toUri().toString());
      tab.page().locator("summary").first().click();
      tab.page().locator("[data-container][open] figure").first().scrollIntoViewIfNeeded();
      tab.page().locator("[data-container][open] canvas").first().waitFor();
      assertThat(tab.page().evaluate("() => document.documentElement.scrollWidth")).isEqualTo(390);
      tab.picture("report-narrow");
    }
  }
}
