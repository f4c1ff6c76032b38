// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.TcpRelay;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.LazyInformer;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class WatchedWorkloadsIT {
  private static final PodSpec APP = pod(container("app", "cpu=250m,memory=64Mi", "cpu=1"));
  private static final PodSpec BIGGER = pod(container("app", "cpu=250m,memory=64Mi", "cpu=2"));

  private LocalApiServer server;
  private String namespace;
  private KubernetesObjects objects;

  @BeforeEach
  void makeNamespace(LocalApiServer local) {
    server = local;
    namespace = local.newNamespace("watched");
    objects = new KubernetesObjects(local.client(), namespace);
  }

  private List<String> names(KubernetesWorkloadSource source) throws WorkloadException {
    return source.view(Set.of(namespace)).workloads().stream().map(w -> w.ref().name()).toList();
  }

  private final List<String> fallbacks = new CopyOnWriteArrayList<>();

  @Test
  void followsWhatComesChangesAndGoes() throws WorkloadException {
    Deployment web = objects.deployment("web", 1, APP);
    try (KubernetesWorkloadSource source =
        KubernetesWorkloadSource.watching(
            server.client(), Set.of(), Clock.systemUTC(), FallbackListener.NONE)) {
      assertThat(names(source)).containsExactly("web");

      objects.deployment("new", 1, APP);
      await("until the new one is seen").until(() -> names(source).contains("new"));

      server
          .client()
          .resource(web)
          .edit(
              d -> {
                d.getSpec().getTemplate().setSpec(BIGGER);
                return d;
              });
      await("until the new limit is seen").until(() -> limits(source).equals("1,2"));

      server.client().resource(web).delete();
      await("until the old one is gone").until(() -> names(source).equals(List.of("new")));
    }
  }

  private String limits(KubernetesWorkloadSource source) throws WorkloadException {
    return source.view(Set.of(namespace)).workloads().stream()
        .map(WatchedWorkloadsIT::limit)
        .reduce((a, b) -> a + "," + b)
        .orElse("");
  }

  private static String limit(Workload workload) {
    return workload.containers().get(0).current(Resource.CPU).limit().orElseThrow().toQuantity();
  }

  @Test
  void seesTheOomKillOfAPodThatItKnows() throws WorkloadException {
    var db = objects.statefulSet("db", 1, pod(container("app", "memory=64Mi", "memory=128Mi")));
    var running = objects.runningPodOf(db, "db-0", "node-a", db.getSpec().getTemplate().getSpec());
    try (KubernetesWorkloadSource source =
        KubernetesWorkloadSource.watching(
            server.client(), Set.of(), Clock.systemUTC(), FallbackListener.NONE)) {
      assertThat(source.view(Set.of(namespace)).oomKills()).isEmpty();

      objects.oomKilled(running, "app", "2026-03-04T10:00:00Z");

      await("until the kill is seen")
          .until(() -> source.view(Set.of(namespace)).oomKills().size() == 1);
    }
  }

  @Test
  void watchesNamespaceByNamespaceWhereItMayNotSeeTheCluster() {
    objects.deployment("web", 1, APP);
    String user = allow("own-namespace", "list", "watch");
    try (KubernetesClient restricted = server.clientAs(user);
        KubernetesWorkloadSource source =
            KubernetesWorkloadSource.watching(
                restricted, Set.of(namespace), Clock.systemUTC(), fallbacks::add)) {
      await("until the binding holds")
          .ignoreExceptions()
          .until(() -> names(source).equals(List.of("web")));

      objects.deployment("new", 1, APP);

      await("until the new one is seen").until(() -> names(source).contains("new"));
    }
  }

  @Test
  void listsWhereItMayNotWatch() {
    objects.deployment("web", 1, APP);
    String user = allow("old-role", "list");
    try (KubernetesClient restricted = server.clientAs(user);
        KubernetesWorkloadSource source =
            KubernetesWorkloadSource.watching(
                restricted, Set.of(namespace), Clock.systemUTC(), fallbacks::add)) {
      await("until the binding holds")
          .ignoreExceptions()
          .until(() -> names(source).equals(List.of("web")));

      objects.deployment("new", 1, APP);

      await("until the new one is seen").until(() -> names(source).contains("new"));
      assertThat(fallbacks).contains("deployments.apps");
    }
  }

  @Test
  void listsAndSaysSoWhileAWatchThatWorkedIsLost() throws WorkloadException {
    objects.deployment("web", 1, APP);
    Config config = server.config();
    try (TcpRelay relay = new TcpRelay(URI.create(config.getMasterUrl()))) {
      config.setMasterUrl(relay.url());
      Clock clock = Clock.systemUTC();
      try (KubernetesClient watching = new KubernetesClientBuilder().withConfig(config).build()) {
        ResourceType<Deployment> kind =
            new ResourceType<>(
                "deployments.apps", Deployment::new, watching.resources(Deployment.class));
        LazyInformer<Deployment, String> watch =
            new LazyInformer<>(
                kind,
                kind.in(Optional.of(namespace)),
                d -> d.getMetadata().getName(),
                fallbacks::add);
        assertThat(watch.current(clock.instant()).orElseThrow().all()).containsExactly("web");
        assertThat(fallbacks).isEmpty();

        relay.cut();

        await("until the loss is noticed").until(() -> watch.current(clock.instant()).isEmpty());
        assertThat(fallbacks).containsOnly("deployments.apps");

        relay.mend();
        await("until the watch is back").until(() -> watch.current(clock.instant()).isPresent());
        watch.stop();
      }
    }
  }

  @Test
  void keepsApartTheNamespacesOfOneWatch() throws WorkloadException {
    objects.deployment("web", 1, APP);
    String other = server.newNamespace("watched");
    new KubernetesObjects(server.client(), other).deployment("elsewhere", 1, APP);
    try (KubernetesWorkloadSource source =
        KubernetesWorkloadSource.watching(
            server.client(), Set.of(), Clock.systemUTC(), FallbackListener.NONE)) {
      ClusterView both = source.view(Set.of(namespace, other));

      assertThat(names(source)).containsExactly("web");
      assertThat(both.workloads()).hasSize(2);
    }
  }

  private String allow(String name, String... verbs) {
    String user = LocalApiServer.serviceAccount(namespace, name);
    objects.create(
        new RoleBuilder()
            .withMetadata(objects.meta(name))
            .addNewRule()
            .withApiGroups("", "apps", "batch", "autoscaling")
            .withResources("*")
            .withVerbs(verbs)
            .endRule()
            .build());
    objects.create(
        new RoleBindingBuilder()
            .withMetadata(objects.meta(name))
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
            .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
            .build());
    return user;
  }
}
