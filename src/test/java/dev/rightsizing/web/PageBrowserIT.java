// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.rightsizing.testkit.LocalChromium;
import dev.rightsizing.web.PageSettings.Authentication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in a real Chromium, with screenshots under {@code target/screenshots}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageBrowserIT {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String CHECKOUT = "/recommendations/shop/deployment-checkout";

  private final FakeRecords records = new FakeRecords();
  private final List<String> problems = new ArrayList<>();
  private LocalChromium chromium;
  private ServedPage served;
  private BrowserContext context;

  @BeforeAll
  void start() {
    chromium = LocalChromium.start();
    served =
        ServedPage.start(
            ServedPage.settings(Authentication.LOCAL), records, new ServedPage.FakeAccess(), null);
  }

  @AfterAll
  void stop() throws Exception {
    if (served != null) {
      served.close();
      chromium.close();
    }
  }

  @BeforeEach
  void fill() {
    records.set(Samples.shop(), Samples.policies());
    records.recover();
    problems.clear();
  }

  @AfterEach
  void closeContext() {
    context.close();
    assertThat(problems).as("errors in the browser's console").isEmpty();
  }

  private Page open(String path, ColorScheme scheme, boolean scripts) {
    context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setColorScheme(scheme)
                    .setJavaScriptEnabled(scripts)
                    .setViewportSize(1360, 900)
                    .setBaseURL(served.url()));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            problems.add(message.text());
          }
        });
    page.onPageError(problems::add);
    page.onDialog(
        dialog -> {
          problems.add("dialog " + dialog.message());
          dialog.dismiss();
        });
    page.navigate(path);
    return page;
  }

  private static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static void isAccessible(Page page) {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void theOverviewBeginsWithTheEmergency(ColorScheme scheme) {
    Page page = open("/", scheme, true);

    assertThat(page.locator(".queue li").first()).containsText("Emergency");
    assertThat(page.locator(".queue li").first()).containsText("26 min left");
    assertThat(page.locator(".tiles .figure").first()).hasText("594.94 EUR");
    isAccessible(page);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("top-" + scheme + ".png")));
    keep(page, "overview-" + scheme.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void aRecommendationShowsEachNumberWithItsReason(ColorScheme scheme) {
    Page page = open(CHECKOUT, scheme, true);

    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText("Deployment/checkout");
    assertThat(page.locator(".why").first()).containsText("P95 182m over 7d");
    assertThat(page.locator("#h-apply")).hasText("Apply: Held");
    assertThat(page.locator("#apply")).containsText("raise it by 120m");
    assertThat(page.locator("#apply")).containsText("app: cpu request 1 → 700m, limit 2 → 1400m");
    assertThat(page.locator("#apply button, #apply form")).hasCount(0);
    page.getByText("Line by line").click();
    assertThat(page.locator("#explanation")).containsText("request   1 -> 219m");
    isAccessible(page);
    page.evaluate("scrollTo(0, 0)");
    keep(page, "recommendation-" + scheme.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void fiveThousandRowsAreFilteredWhileAPersonTypes(ColorScheme scheme) {
    records.set(Samples.many(5000), Samples.policies());
    Page page = open("/recommendations", scheme, true);
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("1–50 of 5000");

    page.getByLabel("Search").fill("team-07 catalog");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("(5000 in all)");
    assertThat(page).hasURL(served.url() + "/recommendations?q=team-07+catalog");
    page.getByLabel("Risk").selectOption("Warning");
    assertThat(page).hasURL(served.url() + "/recommendations?q=team-07+catalog&risk=Warning");
    // The address changes before the rows do, and a link of the old rows is gone with them.
    assertThat(page.locator("tbody .t-none")).hasCount(0);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Workload")).click();
    assertThat(page.locator("th.c-workload")).hasAttribute("aria-sort", "ascending");
    for (Locator row : page.locator("tbody tr").all()) {
      assertThat(row).containsText("team-07");
      assertThat(row).containsText("Warning");
    }
    page.goBack();
    assertThat(page).hasURL(served.url() + "/recommendations?q=team-07+catalog&risk=Warning");
    assertThat(page.getByLabel("Risk")).hasValue("Warning");
    page.navigate("/recommendations");
    isAccessible(page);
    keep(page, "recommendations-" + scheme.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void everythingWorksWithoutScripts() {
    Page page = open("/recommendations?namespace=shop", ColorScheme.LIGHT, false);

    page.getByLabel("Search").fill("cart");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply")).click();
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Deployment/cart")).click();
    assertThat(page.locator("#h-risk")).containsText("26 min left");
    assertThat(page.locator("button.copy").first()).isHidden();
    keep(page, "without-scripts");
  }

  @Test
  void hostileTextsStayTexts() {
    List<dev.rightsizing.api.v1alpha1.Recommendation> all = new ArrayList<>(Samples.shop());
    all.add(Samples.hostile());
    records.set(all, Samples.policies());
    Page page = open("/recommendations/shop/deployment-hostile", ColorScheme.LIGHT, true);

    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .containsText("<img src=x onerror=alert(1)>");
    assertThat(page.title()).doesNotContain("owned");
    assertThat(page.locator("main script, main img")).hasCount(0);
    keep(page, "hostile");
    page.navigate("/recommendations?q=%3Cscript%3Ealert(6)%3C%2Fscript%3E");
    assertThat(page.getByLabel("Search")).hasValue("<script>alert(6)</script>");
    page.navigate("/");
    page.navigate("/recommendations?currency=%3Cb%3E%24%3C%2Fb%3E");
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.locator(".c-saving b")).hasCount(0);
  }

  @Test
  void anOutageIsShownWithItsBeginningAndTheAgeOfTheData() {
    records.outage(Samples.NOW.minus(Duration.ofMinutes(7)));
    Page page = open("/", ColorScheme.LIGHT, true);

    assertThat(page.locator(".notice"))
        .containsText(
            "The API server does not answer the operator. Since 2026-11-29 18:23 UTC (7 min).");
    assertThat(page.locator(".notice")).containsText("as of 2026-11-29 18:23 UTC (7 min old)");
    assertThat(page.locator(".queue li").first()).containsText("Emergency");
    page.navigate(CHECKOUT);
    assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve")))
        .hasCount(0);
    assertThat(page.locator("#decision")).containsText("once the API server answers");
    isAccessible(page);
    keep(page, "outage");
  }

  @Test
  void theKeyboardReachesEverything() {
    Page page = open("/", ColorScheme.LIGHT, true);

    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#main")).isFocused();
  }

  @Test
  void aSmallScreenIsEnough() {
    Page page = open("/", ColorScheme.LIGHT, true);
    page.setViewportSize(390, 800);

    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertThat(overflow).isEqualTo(false);
    keep(page, "overview-small");
  }
}
