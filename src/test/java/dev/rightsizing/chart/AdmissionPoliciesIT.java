// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rightsizing.testkit.Crds;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The chart's admission policies on a real API server: what the operator may change although its
 * roles allow anything, and what new pods get.
 */
@ExtendWith(LocalApiServer.Provided.class)
class AdmissionPoliciesIT {
  private static final String BY = "{metadata: {annotations: {rightsizing.dev/applied-by: %s}}, ";
  private static final String NAMESPACED = "%s/shop@42";

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final List<HasMetadata> MADE = new ArrayList<>();
  private static String own;
  private static KubernetesClient admin;
  private static KubernetesClient operator;

  private String namespace;

  @BeforeAll
  static void install(LocalApiServer server) {
    admin = server.client();
    Crds.install(admin);
    own = server.newNamespace("operator");
    operator = server.clientAs(LocalApiServer.serviceAccount(own, Helm.RELEASE));
    make(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: ServiceAccount, name: %2$s, namespace: %1$s}]
        """
            .formatted(own, Helm.RELEASE));
    for (JsonNode object :
        Helm.parse(
            Helm.alone()
                .release(
                    "template",
                    own,
                    "--kube-version=1.35.0",
                    "--set=apply.enabled=true,apply.mutatingAdmissionPolicy.enabled=true")
                .isFine()
                .output())) {
      if (object.path("kind").asText().contains("AdmissionPolicy")) {
        make(object.toString());
      }
    }
    assertThat(MADE).hasSize(5);
    awaitEnforcement(server.newNamespace("ready"));
  }

  /** Policies hold a moment after they were made. */
  private static void awaitEnforcement(String ready) {
    admin.resource(deployment(ready)).create();
    admin.resource(recommendation(ready, "Deployment")).create();
    inForce(ready, "Deployment");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThatThrownBy(
                        () -> patch(operator, deployment(ready), "{spec: {paused: true}}"))
                    .hasMessageContaining("rightsizing.dev/applied-by"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        size(admin
                                .resource(pod(ready, "ReplicaSet", "checkout-7d9", "7d9"))
                                .dryRun(true)
                                .create())
                            .getRequests())
                    .containsEntry("cpu", new Quantity("700m")));
  }

  private static void make(String text) {
    HasMetadata object = (HasMetadata) Serialization.unmarshal(text);
    MADE.add(admin.resource(object).create());
  }

  @AfterAll
  static void uninstall() {
    MADE.forEach(object -> admin.resource(object).delete());
    MADE.clear();
    operator.close();
  }

  @BeforeEach
  void namespace(LocalApiServer server) {
    namespace = server.newNamespace("shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // kind | by, with %s for the namespace | what changes | part of the refusal
        "Deployment | %s/shop@42 | spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 700m}}}]}}} | ",
        "Deployment | OWN/all@42 | spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 700m}}}]}}} | ",
        "Deployment | elsewhere/shop@42 | spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 700m}}}]}}} | must name a RightSizingPolicy of namespace",
        "Deployment | %s-2/shop@42 | spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 700m}}}]}}} | must name a RightSizingPolicy of namespace",
        "Deployment | | spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 700m}}}]}}} | must name a RightSizingPolicy of namespace",
        "Deployment | %s/shop@42 | spec: {template: {spec: {initContainers: [{name: proxy, resources: {requests: {cpu: 50m}}}]}}} | ",
        "Deployment | %s/shop@42 | spec: {template: {spec: {containers: [{name: app, image: other}]}}} | nothing of a container",
        "Deployment | %s/shop@42 | spec: {template: {spec: {containers: [{name: app, env: [{name: A, value: b}]}]}}} | nothing of a container",
        "Deployment | %s/shop@42 | spec: {template: {spec: {initContainers: [{name: proxy, image: other}]}}} | nothing of a container",
        "Deployment | %s/shop@42 | spec: {template: {spec: {containers: [{name: more, image: other}]}}} | nothing of a container",
        "Deployment | %s/shop@42 | spec: {template: {spec: {containers: [{name: app, resources: {claims: [{name: gpu}]}}], resourceClaims: [{name: gpu, resourceClaimName: gpu}]}}} | nothing of a",
        "Deployment | %s/shop@42 | spec: {template: {spec: {serviceAccountName: admin}}} | nothing of a template",
        "Deployment | %s/shop@42 | spec: {template: {spec: {hostNetwork: true}}} | nothing of a template",
        "Deployment | %s/shop@42 | spec: {template: {metadata: {annotations: {a: b}}}} | nothing of a template",
        "Deployment | %s/shop@42 | spec: {replicas: 5} | no field of spec",
        "Deployment | %s/shop@42 | spec: {paused: true} | no field of spec",
        "CronJob | %s/shop@42 | spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: app, resources: {requests: {cpu: 700m}}}]}}}}} | ",
        "CronJob | %s/shop@42 | spec: {schedule: '1 * * * *'} | no field of spec",
        "CronJob | %s/shop@42 | spec: {jobTemplate: {spec: {parallelism: 3}}} | nothing of a CronJob",
        "CronJob | %s/shop@42 | spec: {jobTemplate: {metadata: {labels: {a: b}}}} | nothing of a CronJob",
        "CronJob | %s/shop@42 | spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: app, command: [sh]}]}}}}} | nothing of a container",
        "Pod | %s/shop@42 | spec: {} | ",
        "Pod | elsewhere/shop@42 | spec: {} | must name a RightSizingPolicy of namespace",
        "Pod | %s/shop@42 | spec: {containers: [{name: app, image: other}]} | no field of spec",
        "HorizontalPodAutoscaler | %s/shop@42 | spec: {metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 75}}}, {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 60}}}]} | ",
        "HorizontalPodAutoscaler | %s/shop@42 | spec: {maxReplicas: 50} | no field of spec",
        "HorizontalPodAutoscaler | %s/shop@42 | spec: {metrics: null} | metric",
      })
  void theOperatorChangesSizesAlone(String kind, String by, String change, String refusal) {
    HasMetadata object = object(kind);
    admin.resource(object).create();
    String annotation =
        by == null || by.isBlank() ? "" : BY.formatted(by.replace("OWN", own).formatted(namespace));
    String document = (annotation.isEmpty() ? "{" : annotation) + change + "}";
    if (refusal == null) {
      patch(operator, object, document);
    } else {
      assertThatThrownBy(() -> patch(operator, object, document))
          .hasMessageContaining(refusal)
          .isInstanceOfSatisfying(
              KubernetesClientException.class,
              e -> assertThat(e.getCode()).as(e.getMessage()).isEqualTo(403));
    }
    // Everybody else may do what their roles allow.
    patch(admin, object, "{" + change + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"labels: {a: b}", "annotations: {a: b}", "finalizers: [a.example/b]"})
  void theOperatorChangesNoOtherMetadata(String metadata) {
    HasMetadata object = object("Deployment");
    admin.resource(object).create();
    patch(operator, object, BY.formatted(NAMESPACED.formatted(namespace)) + "}");
    assertThatThrownBy(() -> patch(operator, object, "{metadata: {" + metadata + "}}"))
        .hasMessageContaining("no metadata but its own annotation");
  }

  @Test
  void aDryRunIsNotChecked() {
    HasMetadata object = object("Deployment");
    admin.resource(object).create();
    operator
        .resource(object)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withDryRun(List.of("All"))
                .build(),
            json("{spec: {replicas: 5}}"));
  }

  @Test
  void aPodIsResizedOnceItSaysForWhom() {
    HasMetadata pod = object("Pod");
    admin.resource(pod).create();
    String sizes = "{spec: {containers: [{name: app, resources: {requests: {cpu: 700m}}}]}}";
    assertThatThrownBy(() -> resize(pod, sizes))
        .hasMessageContaining("must name a RightSizingPolicy of namespace " + namespace);
    patch(operator, pod, BY.formatted(NAMESPACED.formatted(namespace)) + "}");
    resize(pod, sizes);
    assertThat(size((Pod) admin.resource(pod).get()).getRequests().get("cpu").toString())
        .isEqualTo("700m");
  }

  @ParameterizedTest
  @CsvSource({
    // kind of the workload, owner of the pod, its name, hash of its template, sized
    "Deployment, ReplicaSet, checkout-7d9, 7d9, true",
    "Deployment, ReplicaSet, checkout-x-7d9, 7d9, false",
    "Deployment, ReplicaSet, checkout-7d9, 8e0, false",
    "Deployment, StatefulSet, checkout, x, false",
    "StatefulSet, StatefulSet, checkout, x, true",
    "DaemonSet, DaemonSet, checkout, x, true",
    "DaemonSet, DaemonSet, checkout-2, x, false",
    "CronJob, Job, checkout-29486400, x, true",
    "CronJob, Job, checkout-x-29486400, x, false",
  })
  void aNewPodGetsTheSizesInForce(
      String kind, String owner, String name, String hash, boolean sized) {
    admin.resource(recommendation(namespace, "ReplicaSet")).create();
    admin.resource(recommendation(namespace, kind)).create();
    inForce(namespace, kind);
    Pod pod = admin.resource(pod(namespace, owner, name, hash)).create();
    ResourceRequirements app = size(pod);
    assertThat(app.getRequests().get("cpu").toString()).isEqualTo(sized ? "700m" : "1");
    assertThat(app.getLimits().get("cpu").toString()).isEqualTo(sized ? "1400m" : "2");
    assertThat(app.getRequests().get("memory").toString()).isEqualTo("1Gi");
    assertThat(pod.getSpec().getContainers()).hasSize(1);
    assertThat(
            pod.getSpec()
                .getInitContainers()
                .get(0)
                .getResources()
                .getRequests()
                .get("cpu")
                .toString())
        .isEqualTo(sized ? "50m" : "100m");
    assertThat(pod.getSpec().getInitContainers().get(0).getImage()).isEqualTo("proxy");
  }

  /** A release with other sizes is newer than the change. */
  @Test
  void aTemplateWithOtherSizesHasItsOwn() {
    admin.resource(recommendation(namespace, "Deployment")).create();
    inForce(namespace, "Deployment");
    Pod other = pod(namespace, "ReplicaSet", "checkout-7d9", "7d9");
    size(other).getRequests().put("cpu", new Quantity("1100m"));
    assertThat(size(admin.resource(other).create()).getRequests().get("cpu").toString())
        .isEqualTo("1100m");
  }

  private static void inForce(String namespace, String kind) {
    GenericKubernetesResource object =
        (GenericKubernetesResource) admin.resource(recommendation(namespace, kind)).get();
    admin
        .resource(object)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            json(
                """
                status:
                  apply:
                    inForce:
                      template: abc
                      since: "2026-03-04T10:00:00Z"
                      sizes:
                      - name: app
                        role: Main
                        cpu: {request: 700m, limit: 1400m, from: {request: "1", limit: "2"}}
                      - name: proxy
                        role: Sidecar
                        cpu: {request: 50m, from: {request: 100m}}
                      - name: gone
                        role: Main
                        cpu: {request: 50m, from: {request: 100m}}
                """));
  }

  private static GenericKubernetesResource recommendation(String namespace, String kind) {
    return Serialization.unmarshal(
        """
        apiVersion: rightsizing.dev/v1alpha1
        kind: Recommendation
        metadata: {name: %2$s-checkout, namespace: %1$s}
        spec: {policy: shop, target: {apiVersion: apps/v1, kind: %3$s, name: checkout}}
        """
            .formatted(namespace, kind.toLowerCase(Locale.ROOT), kind),
        GenericKubernetesResource.class);
  }

  private static Pod pod(String namespace, String owner, String name, String hash) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          generateName: checkout-
          namespace: %s
          labels: {pod-template-hash: "%s"}
          ownerReferences:
          - {apiVersion: apps/v1, kind: %s, name: %s, uid: 7a-1, controller: true}
        spec:
          initContainers:
          - {name: proxy, image: proxy, restartPolicy: Always, resources: {requests: {cpu: 100m}}}
          containers:
          - name: app
            image: app
            resources: {requests: {cpu: "1", memory: 1Gi}, limits: {cpu: "2"}}
        """
            .formatted(namespace, hash, owner, name),
        Pod.class);
  }

  private static ResourceRequirements size(Pod pod) {
    return pod.getSpec().getContainers().get(0).getResources();
  }

  private HasMetadata object(String kind) {
    return switch (kind) {
      case "Deployment" -> deployment(namespace);
      case "Pod" ->
          Serialization.unmarshal(
              """
              apiVersion: v1
              kind: Pod
              metadata: {name: checkout, namespace: %s}
              spec:
                containers:
                - {name: app, image: app, resources: {requests: {cpu: "1"}, limits: {cpu: "2"}}}
              """
                  .formatted(namespace));
      case "CronJob" ->
          Serialization.unmarshal(
              """
              apiVersion: batch/v1
              kind: CronJob
              metadata: {name: checkout, namespace: %s}
              spec:
                schedule: "0 * * * *"
                jobTemplate:
                  spec:
                    template:
                      spec:
                        restartPolicy: Never
                        containers: [{name: app, image: app}]
              """
                  .formatted(namespace));
      default ->
          Serialization.unmarshal(
              """
              apiVersion: autoscaling/v2
              kind: HorizontalPodAutoscaler
              metadata: {name: checkout, namespace: %s}
              spec:
                maxReplicas: 5
                scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}
                metrics:
                - type: Resource
                  resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}
                - type: Resource
                  resource: {name: memory, target: {type: Utilization, averageUtilization: 60}}
              """
                  .formatted(namespace));
    };
  }

  private static HasMetadata deployment(String namespace) {
    return Serialization.unmarshal(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: checkout, namespace: %s}
        spec:
          selector: {matchLabels: {app: checkout}}
          template:
            metadata: {labels: {app: checkout}}
            spec:
              initContainers:
              - {name: proxy, image: proxy, restartPolicy: Always, resources: {requests: {cpu: 100m}}}
              containers:
              - {name: app, image: app, resources: {requests: {cpu: "1"}, limits: {cpu: "2"}}}
        """
            .formatted(namespace));
  }

  private static void patch(KubernetesClient client, HasMetadata object, String document) {
    client.resource(object).patch(PatchContext.of(PatchType.STRATEGIC_MERGE), json(document));
  }

  private static void resize(HasMetadata pod, String document) {
    Resource<HasMetadata> resource = operator.resource(pod);
    resource
        .subresource("resize")
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), json(document));
  }

  private static String json(String yaml) {
    try {
      return YAML.readTree(yaml).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
