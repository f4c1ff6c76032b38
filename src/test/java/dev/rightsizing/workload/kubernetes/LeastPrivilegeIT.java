// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code samples/rbac.yaml} grants, and above all what it does not, as a real server sees it.
 */
@ExtendWith(LocalApiServer.Provided.class)
class LeastPrivilegeIT {

  private static final String OPERATOR =
      LocalApiServer.serviceAccount("rightsizing-system", "rightsizing-operator");

  private static List<HasMetadata> granted;

  @BeforeAll
  static void grant(KubernetesClient client) throws IOException {
    Path sample = Path.of(System.getProperty("basedir", ""), "samples", "rbac.yaml");
    try (InputStream yaml = Files.newInputStream(sample)) {
      granted = client.load(yaml).items();
    }
    granted.forEach(object -> client.resource(object).serverSideApply());
    Awaitility.await("until the role holds")
        .until(() -> mayOperator(client, "list", "", "pods", ""));
  }

  @AfterAll
  static void revoke(KubernetesClient client) {
    granted.stream()
        .filter(object -> object.getKind().startsWith("ClusterRole"))
        .forEach(object -> client.resource(object).delete());
  }

  private static boolean mayOperator(
      KubernetesClient client, String verb, String group, String resource, String subresource) {
    SubjectAccessReview asked =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(OPERATOR)
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(resource)
            .withSubresource(subresource)
            .withNamespace("shop")
            .endResourceAttributes()
            .endSpec()
            .build();
    return client.authorization().v1().subjectAccessReview().create(asked).getStatus().getAllowed();
  }

  @ParameterizedTest
  @CsvSource({
    "list,   '',              pods,                ''",
    "watch,  '',              pods,                ''",
    "list,   '',              namespaces,          ''",
    "watch,  '',              namespaces,          ''",
    "list,   '',              limitranges,         ''",
    "watch,  '',              limitranges,         ''",
    "list,   '',              resourcequotas,      ''",
    "watch,  '',              resourcequotas,      ''",
    "list,   apps,            deployments,         ''",
    "watch,  apps,            deployments,         ''",
    "list,   apps,            statefulsets,        ''",
    "watch,  apps,            statefulsets,        ''",
    "list,   apps,            daemonsets,          ''",
    "watch,  apps,            daemonsets,          ''",
    "list,   apps,            replicasets,         ''",
    "watch,  apps,            replicasets,         ''",
    "list,   batch,           cronjobs,            ''",
    "watch,  batch,           cronjobs,            ''",
    "list,   batch,           jobs,                ''",
    "watch,  batch,           jobs,                ''",
    "list,   autoscaling,     horizontalpodautoscalers, ''",
    "watch,  autoscaling,     horizontalpodautoscalers, ''",
    "list,   keda.sh,         scaledobjects,       ''",
    "watch,  keda.sh,         scaledobjects,       ''",
    "list,   argoproj.io,     rollouts,            ''",
    "watch,  argoproj.io,     rollouts,            ''",
    "watch,  rightsizing.dev, rightsizingpolicies, ''",
    "patch,  rightsizing.dev, rightsizingpolicies, status",
    "watch,  rightsizing.dev, recommendations,     ''",
    "create, rightsizing.dev, recommendations,     ''",
    "patch,  rightsizing.dev, recommendations,     ''",
    "delete, rightsizing.dev, recommendations,     ''",
    "patch,  rightsizing.dev, recommendations,     status",
    "create, events.k8s.io,   events,              ''",
    "patch,  events.k8s.io,   events,              ''",
  })
  void mayDoItsWork(
      String verb, String group, String resource, String subresource, KubernetesClient client) {
    assertThat(mayOperator(client, verb, group, resource, subresource)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "get,    '',              secrets,             ''",
    "list,   '',              secrets,             ''",
    "get,    '',              configmaps,          ''",
    "delete, '',              pods,                ''",
    "patch,  '',              pods,                ''",
    "patch,  '',              pods,                resize",
    "create, '',              pods,                eviction",
    "create, '',              pods,                exec",
    "get,    '',              pods,                log",
    "create, '',              events,              ''",
    "list,   events.k8s.io,   events,              ''",
    "delete, events.k8s.io,   events,              ''",
    "patch,  '',              namespaces,          ''",
    "patch,  '',              resourcequotas,      ''",
    "patch,  '',              limitranges,         ''",
    "patch,  apps,            deployments,         ''",
    "update, apps,            deployments,         ''",
    "patch,  apps,            deployments,         scale",
    "patch,  apps,            statefulsets,        ''",
    "patch,  apps,            daemonsets,          ''",
    "patch,  batch,           cronjobs,            ''",
    "delete, batch,           jobs,                ''",
    "patch,  autoscaling,     horizontalpodautoscalers, ''",
    "patch,  keda.sh,         scaledobjects,       ''",
    "patch,  argoproj.io,     rollouts,            ''",
    "create, rightsizing.dev, rightsizingpolicies, ''",
    "patch,  rightsizing.dev, rightsizingpolicies, ''",
    "delete, rightsizing.dev, rightsizingpolicies, ''",
    "'*',    '*',             '*',                 ''",
    "create, rbac.authorization.k8s.io, clusterrolebindings, ''",
  })
  void mayNotDoMore(
      String verb, String group, String resource, String subresource, KubernetesClient client) {
    assertThat(mayOperator(client, verb, group, resource, subresource)).isFalse();
  }

  @Test
  void isEnoughToReadWorkloads(LocalApiServer server) throws WorkloadException {
    String namespace = server.newNamespace("least");
    new KubernetesObjects(server.client(), namespace)
        .deployment(
            "web", 1, KubernetesObjects.pod(KubernetesObjects.container("app", "cpu=250m", "")));

    try (KubernetesClient operator = server.clientAs(OPERATOR)) {
      ClusterView view =
          new KubernetesWorkloadSource(operator, Clock.systemUTC()).view(Set.of(namespace));

      assertThat(view.workloads()).hasSize(1);
    }
  }
}
