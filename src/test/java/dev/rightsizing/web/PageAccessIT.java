// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.CachedAccess;
import dev.rightsizing.access.kubernetes.KubernetesAccess;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.testkit.ApiServerFaults;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.LocalChromium;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.web.PageSettings.Authentication;
import dev.rightsizing.web.data.Decider;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.RecommendationRow;
import dev.rightsizing.web.data.WatchedRecords;
import dev.rightsizing.web.server.PageServer;
import dev.rightsizing.web.server.Site;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who sees and decides what, as a real API server answers it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAccessIT {
  private static final Duration REMEMBERED = Duration.ofMillis(200);

  private final LocalApiServer server = LocalApiServer.shared();
  private final KubernetesClient admin = server.client();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService questions = Executors.newFixedThreadPool(4);
  private final ApiServerFaults operator = new ApiServerFaults(server.config());
  private ScopedWatches<Recommendation, RecommendationRow> watches;
  private ScopedWatches<RightSizingPolicy, PolicyRow> policyWatches;
  private WatchedRecords records;
  private PageServer page;
  private String mine;
  private String foreign;

  @BeforeAll
  void start() {
    Crds.install(admin);
    mine = server.newNamespace("mine");
    foreign = server.newNamespace("foreign");
    create(mine, "checkout");
    create(foreign, "secret-project");
    account("reader", "get", "list");
    account("approver", "get", "list", "update");
    watches = watches(operator.client());
    policyWatches =
        new ScopedWatches<>(
            new ResourceType<>(
                "rightsizingpolicies.rightsizing.dev",
                RightSizingPolicy::new,
                operator.client().resources(RightSizingPolicy.class)),
            PolicyRow::of,
            FallbackListener.NONE);
    records =
        new WatchedRecords(
            List.of(watches.in(Optional.empty())),
            List.of(policyWatches.in(Optional.empty())),
            operator.client(),
            Clock.systemUTC());
    records.refresh();
    page = serve(new KubernetesAccess(operator.client()), operator.client());
  }

  private static ScopedWatches<Recommendation, RecommendationRow> watches(KubernetesClient client) {
    return new ScopedWatches<>(
        new ResourceType<>(
            "recommendations.rightsizing.dev",
            Recommendation::new,
            client.resources(Recommendation.class)),
        RecommendationRow::of,
        FallbackListener.NONE);
  }

  private PageServer serve(AccessReview access, KubernetesClient client) {
    Site.Parts parts =
        new Site.Parts(
            records,
            new CachedAccess(access, REMEMBERED, Clock.systemUTC()),
            new Decider(client),
            List.of(),
            questions,
            Clock.systemUTC());
    PageSettings settings = ServedPage.settings(Authentication.TOKEN);
    PageServer made = new PageServer(vertx, settings, new Site(settings, parts).routes());
    made.start();
    return made;
  }

  private void create(String namespace, String name) {
    Recommendation one =
        Samples.recommendation(
            new Samples.Kind(namespace, "Deployment", name, "18.02", "USD", Samples.NONE));
    Recommendation made = admin.resource(one).create();
    made.setStatus(one.getStatus());
    admin.resource(made).updateStatus();
  }

  private void account(String name, String... verbs) {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(mine)
                .withName(name)
                .endMetadata()
                .build())
        .create();
    admin
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(mine)
                .withName(name)
                .endMetadata()
                .addNewRule()
                .withApiGroups("rightsizing.dev")
                .withResources("recommendations")
                .withVerbs(verbs)
                .endRule()
                .build())
        .create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(mine)
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace(mine)
                .withName(name)
                .endSubject()
                .build())
        .create();
  }

  private String token(String account) {
    return admin
        .serviceAccounts()
        .inNamespace(mine)
        .withName(account)
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  @AfterAll
  void stop() throws Exception {
    page.close();
    watches.close();
    policyWatches.close();
    operator.client().close();
    questions.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private HttpResponse<String> get(PageServer from, String path, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(from.url() + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void aReaderOfOneNamespaceSeesThatNamespaceAlone() throws Exception {
    String token = token("reader");

    await()
        .untilAsserted(
            () ->
                assertThat(get(page, "/recommendations", token).body())
                    .contains("Deployment/checkout", "1–1 of 1", "18.02 USD")
                    .doesNotContain("secret-project", foreign, "36.04"));
    assertThat(
            get(page, "/recommendations/" + foreign + "/deployment-secret-project", token)
                .statusCode())
        .isEqualTo(404);
    assertThat(get(page, "/", "not.a.token").statusCode()).isEqualTo(401);
  }

  @Test
  void anApproverSignsInAndApprovesInTheBrowser() {
    try (LocalChromium chromium = LocalChromium.start()) {
      BrowserContext context =
          chromium.browser().newContext(new Browser.NewContextOptions().setBaseURL(page.url()));
      Page tab = context.newPage();
      tab.navigate("/recommendations/" + mine + "/deployment-checkout");
      tab.getByLabel("Token").fill(token("approver"));
      tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
      assertThat(tab.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
          .hasText("Deployment/checkout");
      assertThat(tab.url()).doesNotContain("token");

      tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve")).click();

      assertThat(tab.locator("#h-decision")).hasText("Decision: Approved");
      Recommendation decided =
          admin
              .resources(Recommendation.class)
              .inNamespace(mine)
              .withName("deployment-checkout")
              .get();
      assertThat(decided.getSpec().getDecision()).isEqualTo(Decision.Approved);
      assertThat(decided.getMetadata().getManagedFields())
          .anyMatch(entry -> entry.getManager().equals("rightsizing-page"));

      tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
      tab.navigate("/");
      assertThat(tab.getByLabel("Token")).isVisible();
      context.close();
    }
  }

  @Test
  void anOperatorWithoutRightsInTheWholeClusterNamesTheRoleThatIsMissing() throws Exception {
    try (KubernetesClient narrow =
        server.clientAs(LocalApiServer.serviceAccount(mine, "rightsizing-operator"))) {
      PageServer without = serve(new KubernetesAccess(narrow), narrow);

      HttpResponse<String> answer = get(without, "/", token("reader"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .contains(
              "may not create tokenreviews.authentication.k8s.io; bind it to the ClusterRole"
                  + " system:auth-delegator");
      without.close();
    }
  }

  @Test
  void anOutageKeepsWhatWasReadAndEndsByItself() throws Exception {
    String token = token("reader");
    await()
        .untilAsserted(
            () ->
                assertThat(get(page, "/recommendations", token).body())
                    .contains("Deployment/checkout"));
    assertThat(get(page, "/recommendations/" + mine + "/deployment-checkout", token).statusCode())
        .isEqualTo(200);
    operator.refuse(request -> true);
    try {
      records.refresh();

      await()
          .untilAsserted(
              () ->
                  assertThat(get(page, "/recommendations", token).body())
                      .contains(
                          "The API server does not answer the operator.",
                          "Since ",
                          "Deployment/checkout"));
      assertThat(get(page, "/recommendations/" + mine + "/deployment-checkout", token).body())
          .contains("P95 182m over 7d")
          .doesNotContain("value=\"Approved\"");
    } finally {
      operator.recover();
    }
    records.refresh();
    assertThat(records.freshness().outage()).isEmpty();
  }
}
