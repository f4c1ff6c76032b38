// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Workload;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many requests a look at many namespaces costs a real API server. */
class WholeClusterIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();
  private static final int MANY = 12;
  private static final List<String> MADE = new ArrayList<>();

  private final Queue<String> paths = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void makeNamespacesWithAWorkloadEach() {
    for (int i = 0; i < MANY; i++) {
      String namespace = SERVER.newNamespace("whole");
      MADE.add(namespace);
      new KubernetesObjects(SERVER.client(), namespace)
          .deployment("web-" + i, 1, pod(container("app", "cpu=100m", "")));
    }
  }

  private KubernetesClient counting(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            http ->
                http.addOrReplaceInterceptor(
                    "count",
                    new Interceptor() {
                      @Override
                      public void before(
                          BasicBuilder builder, HttpRequest request, RequestTags tags) {
                        // Further pages of a list are no further lists.
                        if (!String.valueOf(request.uri().getQuery()).contains("continue=")) {
                          paths.add(request.uri().getPath());
                        }
                      }
                    }))
        .build();
  }

  /** By kind, how often it was listed: {@code /apis/apps/v1/…/deployments} is deployments. */
  private Map<String, Long> lists() {
    return paths.stream()
        .filter(path -> !path.matches("/api(/v1)?|/apis(/[^/]+){0,2}"))
        .collect(Collectors.groupingBy(path -> path.replaceAll(".*/", ""), Collectors.counting()));
  }

  private static Set<String> names(ClusterView view) {
    return view.workloads().stream()
        .map(Workload::ref)
        .filter(ref -> MADE.contains(ref.namespace()))
        .map(ref -> ref.namespace() + "/" + ref.name())
        .collect(Collectors.toSet());
  }

  @Test
  void listsEachKindOnceForAllNamespaces() throws WorkloadException {
    try (KubernetesClient client = counting(SERVER.config());
        KubernetesWorkloadSource source = new KubernetesWorkloadSource(client, Clock.systemUTC())) {
      Set<String> all = source.namespaces(LabelSelector.EVERYTHING);
      assertThat(all).hasSizeGreaterThanOrEqualTo(MANY);
      ClusterView view = source.view(all);
      assertThat(names(view)).hasSize(MANY).contains(MADE.get(3) + "/web-3");
    }
    assertThat(lists()).containsKeys("pods", "deployments", "resourcequotas");
    assertThat(lists()).allSatisfy((kind, times) -> assertThat(times).as(kind).isEqualTo(1));
  }

  @Test
  void aFewNamespacesAreListedOneByOne() throws WorkloadException {
    Set<String> few = new TreeSet<>(MADE.subList(0, 3));
    try (KubernetesClient client = counting(SERVER.config());
        KubernetesWorkloadSource source = new KubernetesWorkloadSource(client, Clock.systemUTC())) {
      source.namespaces(LabelSelector.EVERYTHING);
      assertThat(names(source.view(few))).hasSize(3);
    }
    assertThat(lists()).containsEntry("pods", 3L).containsEntry("deployments", 3L);
  }

  @Test
  void whereTheClusterMayNotBeListedEachNamespaceIs() throws WorkloadException {
    mayReadTheNamespacesMade();
    Config config =
        new ConfigBuilder(SERVER.config()).withImpersonateUsername("reader-of-some").build();
    try (KubernetesClient client = counting(config)) {
      WholeCluster cluster = new WholeCluster(new ObjectLister("the tests' server"));
      ResourceType<Deployment> kind =
          new ResourceType<>("deployments.apps", Deployment::new, client.apps().deployments());
      for (int i = 0; i < MANY; i++) {
        assertThat(cluster.read(kind, MADE.get(i), d -> d.getMetadata().getName()))
            .containsExactly("web-" + i);
      }
    }
    // One refusal, then one list a namespace.
    assertThat(lists()).isEqualTo(Map.of("deployments", MANY + 1L));
  }

  private static void mayReadTheNamespacesMade() {
    KubernetesClient admin = SERVER.client();
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName("reader-of-some")
                .endMetadata()
                .addNewRule()
                .withApiGroups("*")
                .withResources("*")
                .withVerbs("get", "list")
                .endRule()
                .build())
        .createOr(existing -> existing.update());
    for (String namespace : MADE) {
      admin
          .resource(
              new RoleBindingBuilder()
                  .withNewMetadata()
                  .withName("reader-of-some")
                  .withNamespace(namespace)
                  .endMetadata()
                  .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "reader-of-some")
                  .addNewSubject("rbac.authorization.k8s.io", "User", "reader-of-some", null)
                  .build())
          .createOr(existing -> existing.update());
    }
  }
}
