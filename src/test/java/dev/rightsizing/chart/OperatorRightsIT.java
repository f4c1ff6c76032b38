// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the chart's roles grant, and above all what they do not, as a real server sees it: for an
 * install for the whole cluster, and for one for some namespaces.
 */
@ExtendWith(LocalApiServer.Provided.class)
class OperatorRightsIT {
  private static final String EVERYWHERE = "rightsizing-system";

  private static final Set<String> IN_A_NAMESPACE =
      rights(
          "rightsizing.dev rightsizingpolicies get list watch",
          "rightsizing.dev recommendations get list watch create patch update delete",
          "rightsizing.dev rightsizingpolicies/status update patch",
          "rightsizing.dev recommendations/status update patch",
          "- pods get list watch",
          "- limitranges get list watch",
          "- resourcequotas get list watch",
          "apps deployments get list watch",
          "apps statefulsets get list watch",
          "apps daemonsets get list watch",
          "apps replicasets get list watch",
          "batch cronjobs get list watch",
          "batch jobs get list watch",
          "events.k8s.io events create patch",
          "autoscaling horizontalpodautoscalers get list watch",
          "keda.sh scaledobjects get list watch",
          "policy poddisruptionbudgets get list watch",
          "autoscaling.k8s.io verticalpodautoscalers get list watch",
          "argoproj.io rollouts get list watch");
  private static final Set<String> OF_THE_CLUSTER =
      rights("- namespaces get list watch", "- nodes get list watch");
  private static final Set<String> OF_ITS_OWN_NAMESPACE =
      rights(
          "coordination.k8s.io leases create",
          "coordination.k8s.io leases:rightsizing-operator get update patch",
          "- configmaps:rightsizing-stop get");

  private static final Set<String> OF_APPLY =
      rights(
          "- pods patch",
          "- pods/resize patch",
          "apps deployments get patch",
          "apps statefulsets get patch",
          "apps daemonsets get patch",
          "batch cronjobs get patch",
          "argoproj.io rollouts get patch",
          "autoscaling horizontalpodautoscalers get patch",
          "keda.sh scaledobjects get patch");
  private static final String THAT_APPLIES = "rightsizing-that-applies";
  private static final String APPLIES_IN_SHOP = "rightsizing-applies-in-shop";

  private static final Set<String> OF_THE_PAGE =
      rights(
          "authentication.k8s.io tokenreviews create",
          "authorization.k8s.io subjectaccessreviews create");
  private static final String WITH_PAGE = "rightsizing-with-page";

  private static final List<HasMetadata> GRANTED = new ArrayList<>();
  private static String shop;
  private static String other;
  private static String ownOfNamespaced;

  @BeforeAll
  static void grant(LocalApiServer server) {
    shop = server.newNamespace("shop");
    other = server.newNamespace("other");
    ownOfNamespaced = server.newNamespace("own");
    KubernetesClient client = server.client();
    if (client.namespaces().withName(EVERYWHERE).get() == null) {
      client
          .namespaces()
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(EVERYWHERE).endMetadata().build())
          .create();
    }
    apply(client, Helm.objects());
    apply(
        client,
        Helm.parse(
            Helm.alone()
                .release("template", ownOfNamespaced, "--set", "watchNamespaces={" + shop + "}")
                .isFine()
                .output()));
    apply(
        client,
        Helm.objects(
            "--set", "page.enabled=true,rbac.aggregate=false,fullnameOverride=" + WITH_PAGE));
    apply(
        client,
        Helm.objects(
            "--set", "apply.enabled=true,rbac.aggregate=false,fullnameOverride=" + THAT_APPLIES));
    apply(
        client,
        Helm.objects(
            "--set",
            "apply.namespaces={"
                + shop
                + "},rbac.aggregate=false,fullnameOverride="
                + APPLIES_IN_SHOP));
    Awaitility.await("until the roles hold")
        .until(
            () ->
                granted(server, EVERYWHERE, WITH_PAGE, other).containsAll(OF_THE_PAGE)
                    && granted(server, EVERYWHERE, THAT_APPLIES, other).containsAll(OF_APPLY)
                    && granted(server, EVERYWHERE, APPLIES_IN_SHOP, shop).containsAll(OF_APPLY)
                    && may(client, EVERYWHERE, "list", "", "pods", "", other)
                    && may(client, ownOfNamespaced, "list", "", "pods", "", shop));
  }

  private static void apply(KubernetesClient client, List<JsonNode> objects) {
    for (JsonNode object : objects) {
      String kind = object.path("kind").asText();
      if (kind.equals("ServiceAccount") || kind.contains("Role")) {
        HasMetadata made =
            client.getKubernetesSerialization().unmarshal(object.toString(), HasMetadata.class);
        client.resource(made).serverSideApply();
        GRANTED.add(made);
      }
    }
  }

  @AfterAll
  static void revoke(KubernetesClient client) {
    GRANTED.forEach(object -> client.resource(object).delete());
  }

  /** One right a text: {@code group resource verb}; the core group is a dash. */
  private static Set<String> rights(String... lines) {
    Set<String> rights = new TreeSet<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      for (int verb = 2; verb < words.length; verb++) {
        rights.add(words[0] + " " + words[1] + " " + words[verb]);
      }
    }
    return rights;
  }

  @SafeVarargs
  private static Set<String> all(Set<String>... sets) {
    Set<String> all = new TreeSet<>();
    for (Set<String> set : sets) {
      all.addAll(set);
    }
    return all;
  }

  private static boolean may(
      KubernetesClient client,
      String installedIn,
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace) {
    SubjectAccessReview asked =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(LocalApiServer.serviceAccount(installedIn, Helm.RELEASE))
            .withGroups("system:serviceaccounts", "system:authenticated")
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(resource)
            .withSubresource(subresource)
            .withNamespace(namespace)
            .endResourceAttributes()
            .endSpec()
            .build();
    return client.authorization().v1().subjectAccessReview().create(asked).getStatus().getAllowed();
  }

  /** Every right that the server finds in its roles, beyond those that everybody has. */
  private static Set<String> granted(LocalApiServer server, String installedIn, String namespace) {
    return granted(server, installedIn, Helm.RELEASE, namespace);
  }

  private static Set<String> granted(
      LocalApiServer server, String installedIn, String account, String namespace) {
    Set<String> rights = rules(server, installedIn, account, namespace);
    rights.removeAll(rules(server, installedIn, "nobody", namespace));
    return rights;
  }

  private static Set<String> rules(
      LocalApiServer server, String installedIn, String account, String namespace) {
    Set<String> rights = new TreeSet<>();
    try (KubernetesClient client =
        server.clientAs(LocalApiServer.serviceAccount(installedIn, account))) {
      for (ResourceRule rule :
          client
              .authorization()
              .v1()
              .selfSubjectRulesReview()
              .create(
                  new SelfSubjectRulesReviewBuilder()
                      .withNewSpec()
                      .withNamespace(namespace)
                      .endSpec()
                      .build())
              .getStatus()
              .getResourceRules()) {
        String names =
            rule.getResourceNames() == null || rule.getResourceNames().isEmpty()
                ? ""
                : ":" + String.join(",", rule.getResourceNames());
        for (String group : rule.getApiGroups()) {
          for (String resource : rule.getResources()) {
            for (String verb : rule.getVerbs()) {
              rights.add((group.isEmpty() ? "-" : group) + " " + resource + names + " " + verb);
            }
          }
        }
      }
    }
    return rights;
  }

  @Test
  void forTheWholeClusterItHasTheseRightsAndNoOthers(LocalApiServer server) {
    assertThat(granted(server, EVERYWHERE, other)).isEqualTo(all(IN_A_NAMESPACE, OF_THE_CLUSTER));
    assertThat(granted(server, EVERYWHERE, EVERYWHERE))
        .isEqualTo(all(IN_A_NAMESPACE, OF_THE_CLUSTER, OF_ITS_OWN_NAMESPACE));
  }

  @Test
  void thePageAddsTheRightToAskWhoSendsARequestAndNoOther(LocalApiServer server) {
    assertThat(granted(server, EVERYWHERE, WITH_PAGE, other))
        .isEqualTo(all(IN_A_NAMESPACE, OF_THE_CLUSTER, OF_THE_PAGE));
  }

  @Test
  void modeApplyAddsTheRightToPatchWhatIsSizedAndNoOther(LocalApiServer server) {
    assertThat(granted(server, EVERYWHERE, THAT_APPLIES, other))
        .isEqualTo(all(IN_A_NAMESPACE, OF_THE_CLUSTER, OF_APPLY));
    assertThat(granted(server, EVERYWHERE, APPLIES_IN_SHOP, shop))
        .isEqualTo(all(IN_A_NAMESPACE, OF_THE_CLUSTER, OF_APPLY));
    assertThat(granted(server, EVERYWHERE, APPLIES_IN_SHOP, other))
        .isEqualTo(all(IN_A_NAMESPACE, OF_THE_CLUSTER));
  }

  @Test
  void forSomeNamespacesItHasTheseRightsThereAndNoneElsewhere(LocalApiServer server) {
    assertThat(granted(server, ownOfNamespaced, shop)).isEqualTo(IN_A_NAMESPACE);
    assertThat(granted(server, ownOfNamespaced, ownOfNamespaced)).isEqualTo(OF_ITS_OWN_NAMESPACE);
    assertThat(granted(server, ownOfNamespaced, other)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "get,    '',              secrets,             ''",
    "list,   '',              secrets,             ''",
    "get,    '',              configmaps,          ''",
    "create, '',              pods,                ''",
    "delete, '',              pods,                ''",
    "patch,  '',              pods,                ''",
    "patch,  '',              pods,                resize",
    "create, '',              pods,                eviction",
    "create, '',              pods,                exec",
    "create, '',              pods,                portforward",
    "get,    '',              pods,                log",
    "create, '',              events,              ''",
    "list,   events.k8s.io,   events,              ''",
    "delete, events.k8s.io,   events,              ''",
    "patch,  '',              namespaces,          ''",
    "delete, '',              namespaces,          ''",
    "patch,  '',              nodes,               ''",
    "delete, '',              nodes,               ''",
    "get,    '',              nodes,               proxy",
    "patch,  '',              resourcequotas,      ''",
    "patch,  '',              limitranges,         ''",
    "create, '',              serviceaccounts,     token",
    "impersonate, '',         serviceaccounts,     ''",
    "impersonate, '',         users,               ''",
    "patch,  apps,            deployments,         ''",
    "update, apps,            deployments,         ''",
    "delete, apps,            deployments,         ''",
    "patch,  apps,            deployments,         scale",
    "patch,  apps,            statefulsets,        ''",
    "patch,  apps,            daemonsets,          ''",
    "patch,  apps,            replicasets,         ''",
    "patch,  batch,           cronjobs,            ''",
    "create, batch,           jobs,                ''",
    "delete, batch,           jobs,                ''",
    "patch,  autoscaling,     horizontalpodautoscalers, ''",
    "patch,  keda.sh,         scaledobjects,       ''",
    "patch,  argoproj.io,     rollouts,            ''",
    "create, rightsizing.dev, rightsizingpolicies, ''",
    "patch,  rightsizing.dev, rightsizingpolicies, ''",
    "delete, rightsizing.dev, rightsizingpolicies, ''",
    "get,    networking.k8s.io, networkpolicies,   ''",
    "create, admissionregistration.k8s.io, mutatingwebhookconfigurations, ''",
    "patch,  apiextensions.k8s.io, customresourcedefinitions, ''",
    "create, authentication.k8s.io, tokenreviews,  ''",
    "create, rbac.authorization.k8s.io, rolebindings, ''",
    "create, rbac.authorization.k8s.io, clusterrolebindings, ''",
    "bind,   rbac.authorization.k8s.io, clusterroles, ''",
    "escalate, rbac.authorization.k8s.io, clusterroles, ''",
    "create, certificates.k8s.io, certificatesigningrequests, ''",
    "'*',    '*',             '*',                 ''",
  })
  void neitherInstallMayDoMore(
      String verb, String group, String resource, String subresource, KubernetesClient client) {
    for (String namespace : List.of(shop, other, EVERYWHERE, ownOfNamespaced)) {
      assertThat(may(client, EVERYWHERE, verb, group, resource, subresource, namespace)).isFalse();
      assertThat(may(client, ownOfNamespaced, verb, group, resource, subresource, namespace))
          .isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "list, '',              pods",
    "list, '',              namespaces",
    "list, '',              nodes",
    "list, apps,            deployments",
    "list, rightsizing.dev, recommendations",
  })
  void anInstallForSomeNamespacesReadsNoOther(
      String verb, String group, String resource, KubernetesClient client) {
    assertThat(may(client, ownOfNamespaced, verb, group, resource, "", other)).isFalse();
    assertThat(may(client, ownOfNamespaced, verb, group, resource, "", "")).isFalse();
  }

  @Test
  void bothAreEnoughToReadWorkloads(LocalApiServer server) throws WorkloadException {
    new KubernetesObjects(server.client(), shop)
        .deployment(
            "web", 1, KubernetesObjects.pod(KubernetesObjects.container("app", "cpu=250m", "")));

    for (String installedIn : List.of(EVERYWHERE, ownOfNamespaced)) {
      try (KubernetesClient operator =
          server.clientAs(LocalApiServer.serviceAccount(installedIn, Helm.RELEASE))) {
        ClusterView view =
            new KubernetesWorkloadSource(operator, Clock.systemUTC()).view(Set.of(shop));

        assertThat(view.workloads()).hasSize(1);
      }
    }
  }
}
