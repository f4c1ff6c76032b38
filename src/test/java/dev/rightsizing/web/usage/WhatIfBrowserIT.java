// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.rightsizing.html.Templates;
import dev.rightsizing.testkit.Chromium;
import dev.rightsizing.testkit.Chromium.Look;
import dev.rightsizing.web.FakeRecords;
import dev.rightsizing.web.PageSettings.Authentication;
import dev.rightsizing.web.Samples;
import dev.rightsizing.web.ServedPage;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Charts and the what-if form of a Recommendation's page, in a real Chromium. */
class WhatIfBrowserIT {
  private static final String CHECKOUT = "/recommendations/shop/deployment-checkout";

  private static Chromium chromium;
  private static CheckoutStudy checkout;
  private static ServedPage served;

  @BeforeAll
  static void start() throws Exception {
    chromium = new Chromium();
    checkout = new CheckoutStudy();
    served =
        ServedPage.start(
            ServedPage.settings(Authentication.LOCAL),
            new FakeRecords().set(List.of(checkout.recommendation()), Samples.policies()),
            new ServedPage.FakeAccess(),
            null,
            List.of(
                new UsageSection(new Templates(), checkout.studies()),
                new WhatIfSection(new Templates(), checkout.studies())));
  }

  @AfterAll
  static void stop() throws Exception {
    if (served != null) {
      served.close();
      checkout.close();
      chromium.close();
    }
  }

  private static Chromium.Tab open(Look look, String path) {
    Chromium.Tab tab = chromium.tab(look, 1280, 900);
    tab.page().navigate(served.url() + path);
    return tab;
  }

  @ParameterizedTest
  @EnumSource
  void chartsAndFormReadWell(Look look) {
    try (Chromium.Tab tab =
        open(
            look,
            CHECKOUT + "/what-if?cpu.percentile=99&cpu.headroomPercent=60&memory.max=400Mi")) {
      Page page = tab.page();
      assertThat(page.locator("#what-if-result strong").first().textContent()).startsWith("Saves");
      if (look == Look.WITHOUT_SCRIPTS) {
        assertThat(page.locator("#usage svg").count()).isEqualTo(2);
      } else {
        page.locator("#usage figure").first().scrollIntoViewIfNeeded();
        page.locator("#usage canvas").first().waitFor();
        page.locator("#what-if-result figure").first().scrollIntoViewIfNeeded();
        page.locator("#what-if-result canvas").first().waitFor();
      }
      tab.isAccessible();
      tab.picture("what-if-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void aSliderThatIsMovedRecomputesTheResultAndTheAddress() {
    try (Chromium.Tab tab = open(Look.LIGHT, CHECKOUT)) {
      Page page = tab.page();
      Locator slider = page.locator("#w-cpu-headroom");
      assertThat(page.locator("#what-if-result strong").count()).isZero();
      slider.focus();
      for (int i = 0; i < 5; i++) {
        page.keyboard().press("ArrowRight");
      }
      page.locator("#what-if-yaml").waitFor();
      page.waitForFunction(
          "() => document.querySelector('#what-if-yaml').textContent.includes('headroomPercent: 25')");
      assertThat(page.url()).contains("/what-if?").contains("cpu.headroomPercent=25");
      assertThat(page.locator("output[for=w-cpu-headroom]").textContent()).isEqualTo("25");
      assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("w-cpu-headroom");
      assertThat(page.locator("[data-copy=what-if-yaml]").isVisible()).isTrue();
      assertThat(tab.complaints()).isEmpty();

      page.reload();
      assertThat(page.locator("#what-if-yaml").textContent()).contains("headroomPercent: 25");
    }
  }

  @Test
  void withoutScriptsTheFormIsSentByItsButton() {
    try (Chromium.Tab tab = open(Look.WITHOUT_SCRIPTS, CHECKOUT)) {
      tab.page().locator("#w-memory-limit").selectOption("None");
      tab.page().locator(".rules button").click();
      assertThat(tab.page().url()).contains("memory.limit=None");
      assertThat(tab.page().locator("#what-if-yaml").textContent())
          .isEqualTo("spec:\n  memory:\n    limit: None\n");
    }
  }

  @Test
  void aValueOutOfBoundsIsRefusedInWords() {
    try (Chromium.Tab tab = open(Look.LIGHT, CHECKOUT + "/what-if?memory.percentile=3")) {
      assertThat(tab.page().locator("#what-if-result [role=alert]").textContent())
          .contains("memory.percentile must be a whole number from 50 to 100");
    }
  }
}
