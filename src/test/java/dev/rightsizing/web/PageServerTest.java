// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.web.PageSettings.Authentication;
import dev.rightsizing.web.ServedPage.FakeAccess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests as browsers and others send them, to the page with prepared answers of the cluster. */
class PageServerTest {
  private static final String CHECKOUT = "/recommendations/shop/deployment-checkout";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]{32})\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeRecords records = new FakeRecords();
  private final FakeAccess access = new FakeAccess();
  private ServedPage served;

  @BeforeEach
  void start() {
    records.set(Samples.shop(), Samples.policies());
    access
        .token("jane-token", "jane")
        .allow("jane", "list", "recommendations", "shop")
        .allow("jane", "get", "recommendations", "shop");
    served = serve(Authentication.TOKEN);
  }

  private ServedPage serve(Authentication authentication) {
    return ServedPage.start(ServedPage.settings(authentication), records, access, null);
  }

  @AfterEach
  void stop() throws Exception {
    served.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(served.url() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> asJane(String path) throws IOException, InterruptedException {
    return send(to(path).header("Authorization", "Bearer jane-token"));
  }

  private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
    return BodyPublishers.ofString(
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  private HttpResponse<String> post(String path, Map<String, String> fields, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        to(path).header("Content-Type", "application/x-www-form-urlencoded").POST(form(fields));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String cookie(HttpResponse<String> response, String name) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(value -> value.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  private static String csrf(HttpResponse<String> response) {
    Matcher found = CSRF.matcher(response.body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void withoutATokenTheAnswerIsTheFormForSigningIn() throws Exception {
    HttpResponse<String> answer = send(to("/recommendations?risk=Warning"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .contains("name=\"next\" value=\"/recommendations?risk=Warning\"")
        .doesNotContain("checkout");
  }

  @Test
  void aPersonSeesWhatTheClusterAllowsAndNoTotalOfAnythingElse() throws Exception {
    HttpResponse<String> table = asJane("/recommendations");

    assertThat(table.statusCode()).isEqualTo(200);
    assertThat(table.body())
        .contains("1–6 of 6", "Deployment/checkout", "346.70 USD")
        .doesNotContain("bank-eu", "payments/", "EUR");
    assertThat(asJane("/").body())
        .contains("6 workloads in 1 namespace that you may see")
        .doesNotContain("Quotas", "bank-eu", "EUR");
  }

  @Test
  void aChangeIsShownWithItsGuardsAndItsHistoryAndTheListSaysWhatIsNews() throws Exception {
    String held = asJane("/recommendations/shop/deployment-checkout").body();
    String watched = asJane("/recommendations/shop/statefulset-search").body();
    String list = asJane("/recommendations").body();

    assertThat(held)
        .contains("Apply: <span class=\"t-calm\">Held</span>", "raise it by 120m. <span")
        .contains("cpu request 1 → 700m, limit 2 → 1400m")
        .contains("<td>Window</td><td><span class=\"tag t-warning\">Hold</span>")
        .contains("2026-11-30 01:00 UTC", "was OOM killed at 02:13", "a person");
    assertThat(watched).contains("Watch by InPlace since 2026-11-29T18:12:00Z, first pod search-0");
    assertThat(list)
        .contains("t-calm\">Watching</span>", "t-warning\">Undone</span>")
        .doesNotContain("Held</span>");
    assertThat(asJane("/recommendations/shop/deployment-cart").body()).doesNotContain("h-apply");
  }

  @Test
  void aNamespaceThatThePersonMayNotReadIsAsIfItWereNotThere() throws Exception {
    HttpResponse<String> foreign = asJane("/recommendations/bank-eu/deployment-sepa");
    HttpResponse<String> missing = asJane("/recommendations/bank-eu/deployment-nothing");

    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(foreign.body().replace("sepa", "nothing")).isEqualTo(missing.body());
    assertThat(foreign.body()).contains("can grant you the verbs get and list");
  }

  @Test
  void aTokenThatExpiresInMidSessionLeadsToTheFormWithTheReason() throws Exception {
    access.expire("jane-token");

    HttpResponse<String> page =
        send(to("/recommendations").header("Cookie", "rightsizing-session=jane-token"));
    HttpResponse<String> part =
        send(
            to("/recommendations?q=x")
                .header("HX-Request", "true")
                .header("Cookie", "rightsizing-session=jane-token"));

    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.body()).contains("Your session has ended");
    assertThat(part.headers().firstValue("HX-Redirect")).contains("/recommendations?q=x");
  }

  @Test
  void aPastedTokenBecomesACookieThatScriptsCannotRead() throws Exception {
    HttpResponse<String> form = send(to("/sign-in?next=%2Frecommendations%3Frisk%3DWarning"));
    String forms = cookie(form, "rightsizing-forms").split(";")[0];

    HttpResponse<String> answer =
        post(
            "/sign-in",
            Map.of(
                "csrf",
                csrf(form),
                "token",
                " jane-token ",
                "next",
                "/recommendations?risk=Warning"),
            "Cookie",
            forms,
            "Sec-Fetch-Site",
            "same-origin");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/recommendations?risk=Warning");
    assertThat(cookie(answer, "rightsizing-session"))
        .isEqualTo("rightsizing-session=jane-token; Path=/; HttpOnly; SameSite=Strict");
    assertThat(send(to("/").header("Cookie", "rightsizing-session=jane-token")).body())
        .contains("jane", "Sign out");
  }

  @Test
  void behindTlsTheCookieTravelsOverTlsAlone() throws Exception {
    HttpResponse<String> form = send(to("/sign-in").header("X-Forwarded-Proto", "https"));

    assertThat(cookie(form, "__Host-rightsizing-forms")).contains("; Secure");
  }

  @Test
  void theFormSendsNobodyToAnotherHost() throws Exception {
    HttpResponse<String> form = send(to("/sign-in?next=%2F%2Fevil.example%2F"));
    HttpResponse<String> slash = send(to("/sign-in?next=%2F%5Cevil.example"));

    assertThat(form.body()).contains("name=\"next\" value=\"/\"");
    assertThat(slash.body()).contains("name=\"next\" value=\"/\"");
  }

  @Test
  void aWrongTokenIsRefusedWithWhatToDo() throws Exception {
    HttpResponse<String> form = send(to("/sign-in"));
    String forms = cookie(form, "rightsizing-forms").split(";")[0];

    for (String token : new String[] {"unknown", "<script>", "x".repeat(5000), ""}) {
      HttpResponse<String> answer =
          post(
              "/sign-in",
              Map.of("csrf", csrf(form), "token", token),
              "Cookie",
              forms,
              "Sec-Fetch-Site",
              "same-origin");

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("role=\"alert\"");
      assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() throws Exception {
    access.allow("jane", "update", "recommendations", "shop");
    HttpResponse<String> page =
        send(to(CHECKOUT).header("Cookie", "rightsizing-session=jane-token"));
    String cookies =
        "rightsizing-session=jane-token; " + cookie(page, "rightsizing-forms").split(";")[0];
    Map<String, String> fields =
        Map.of("csrf", csrf(page), "decision", "Approved", "version", "2026-11-29T18:05:00Z");

    assertThat(post(CHECKOUT + "/decision", fields, "Cookie", cookies).statusCode())
        .as("without an origin")
        .isEqualTo(403);
    assertThat(
            post(
                    CHECKOUT + "/decision",
                    fields,
                    "Cookie",
                    cookies,
                    "Origin",
                    "https://evil.example")
                .statusCode())
        .as("of another origin")
        .isEqualTo(403);
    assertThat(
            post(
                    CHECKOUT + "/decision",
                    fields,
                    "Cookie",
                    cookies,
                    "Sec-Fetch-Site",
                    "same-site",
                    "Origin",
                    served.url())
                .statusCode())
        .as("of another host of the same site")
        .isEqualTo(403);
    assertThat(
            post(
                    CHECKOUT + "/decision",
                    Map.of("decision", "Approved"),
                    "Cookie",
                    cookies,
                    "Sec-Fetch-Site",
                    "same-origin")
                .statusCode())
        .as("without the cookie's text")
        .isEqualTo(403);
  }

  @Test
  void whoeverMayOnlyReadCannotDecide() throws Exception {
    HttpResponse<String> page =
        send(to(CHECKOUT).header("Cookie", "rightsizing-session=jane-token"));
    assertThat(page.body()).doesNotContain("value=\"Approved\"").contains("takes the verb update");

    HttpResponse<String> form = send(to("/sign-in"));
    HttpResponse<String> answer =
        post(
            CHECKOUT + "/decision",
            Map.of("csrf", csrf(form), "decision", "Approved", "version", "2026-11-29T18:05:00Z"),
            "Cookie",
            "rightsizing-session=jane-token; " + cookie(form, "rightsizing-forms").split(";")[0],
            "Sec-Fetch-Site",
            "same-origin");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .contains("jane may not update recommendations.rightsizing.dev in namespace shop");
  }

  @Test
  void aDecisionOnFiguresThatWereReplacedIsRefused() throws Exception {
    access.allow("jane", "update", "recommendations", "shop");
    HttpResponse<String> page =
        send(to(CHECKOUT).header("Cookie", "rightsizing-session=jane-token"));

    HttpResponse<String> answer =
        post(
            CHECKOUT + "/decision",
            Map.of("csrf", csrf(page), "decision", "Approved", "version", "2026-11-28T00:00:00Z"),
            "Cookie",
            "rightsizing-session=jane-token; " + cookie(page, "rightsizing-forms").split(";")[0],
            "Origin",
            served.url());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("The figures have changed");
  }

  @Test
  void whileTheApiServerIsAwayReadersGoOnAndNewcomersReadWhy() throws Exception {
    assertThat(asJane("/recommendations").statusCode()).isEqualTo(200);
    records.outage(Samples.NOW.minusSeconds(300));
    access.away(true);

    HttpResponse<String> reader = asJane("/recommendations");
    HttpResponse<String> newcomer = send(to("/").header("Authorization", "Bearer other-token"));

    assertThat(reader.statusCode()).isEqualTo(200);
    assertThat(reader.body()).contains("Deployment/checkout", "5 min old");
    assertThat(newcomer.statusCode()).isEqualTo(503);
    assertThat(newcomer.body())
        .contains("Your rights cannot be checked", "Since 2026-11-29 18:25 UTC (5 min)");
  }

  @Test
  void everyAnswerForbidsWhatThePageDoesNotNeed() throws Exception {
    for (String path : new String[] {"/", "/no/such/page", "/assets/none.js", "/sign-in"}) {
      HttpResponse<String> answer = send(to(path));

      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }
    assertThat(send(to("/no/such/page")).statusCode()).isEqualTo(404);
  }

  @Test
  void assetsMayBeKeptForeverBecauseTheirPathHoldsTheirHash() throws Exception {
    Matcher style =
        Pattern.compile("href=\"(/assets/[0-9a-f]{16}/style\\.css)\"")
            .matcher(send(to("/sign-in")).body());
    assertThat(style.find()).isTrue();

    HttpResponse<String> asset = send(to(style.group(1)));

    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(asset.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    HttpResponse<String> answer =
        post("/sign-in", Map.of("token", "x".repeat(70_000)), "Sec-Fetch-Site", "same-origin");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 64 kB");
    assertThat(send(to("/recommendations?q=" + "x".repeat(9000))).statusCode()).isEqualTo(414);
  }

  @Test
  void aProxysHeadersCountFromItsAddressAlone() throws Exception {
    served.close();
    served = serve(Authentication.PROXY);
    assertThat(send(to("/").header("X-Forwarded-User", "jane")).body())
        .contains("6 workloads in 1 namespace");
    assertThat(send(to("/").header("X-Forwarded-User", "system:admin")).statusCode())
        .isEqualTo(403);
    assertThat(send(to("/")).body()).contains("The request names no user");
    assertThat(asJane("/").body()).contains("6 workloads in 1 namespace");
    served.close();

    PageSettings elsewhere =
        new PageSettings(
            "127.0.0.1",
            0,
            Authentication.PROXY,
            new PageSettings.Proxy(
                "X-Forwarded-User", "X-Forwarded-Groups", List.of("10.0.0.0/8"), Optional.empty()),
            Optional.empty());
    served = ServedPage.start(elsewhere, records, access, null);
    HttpResponse<String> answer = send(to("/").header("X-Forwarded-User", "jane"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("does not come from a trusted proxy");
  }

  @Test
  void withoutSigningInANameThatResolvesToThisMachineReadsNothing() throws Exception {
    served.close();
    served = serve(Authentication.LOCAL);

    assertThat(send(to("/")).statusCode()).isEqualTo(200);
    String port = served.url().substring(served.url().lastIndexOf(':'));
    assertThat(RawHttp.get(served.url(), "evil.example" + port)).startsWith("HTTP/1.1 403");
    assertThat(RawHttp.get(served.url(), "localhost" + port)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aPortThatIsTakenIsReportedWithItsSetting() {
    PageSettings taken =
        new PageSettings(
            "127.0.0.1",
            URI.create(served.url()).getPort(),
            Authentication.LOCAL,
            ServedPage.settings(Authentication.LOCAL).proxy(),
            Optional.empty());

    assertThatThrownBy(() -> ServedPage.start(taken, records, access, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("RIGHTSIZING_PAGE_PORT");
  }
}
