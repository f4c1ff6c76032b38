// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import io.fabric8.kubernetes.api.model.LimitRangeItemBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods with sizes of their own, under LimitRanges, with overhead: on a real API server. */
@ExtendWith(LocalApiServer.Provided.class)
class PodsAsAWholeIT {
  private LocalApiServer server;
  private Situation situation;
  private PatchAssertion patch;

  @BeforeEach
  void begin(LocalApiServer local) {
    server = local;
    situation = new Situation(local);
    patch = new PatchAssertion(local);
  }

  @AfterEach
  void end() {
    situation.close();
  }

  private static PodSpec atPodLevel(PodSpec pod, String requests, String limits) {
    return new PodSpecBuilder(pod)
        .withResources(
            new ResourceRequirementsBuilder()
                .withRequests(quantities(requests))
                .withLimits(quantities(limits))
                .build())
        .build();
  }

  private static Size size(WorkloadRecommendation said, int index, Resource resource) {
    return said.containers().get(index).of(resource).recommended();
  }

  private static Size size(Resource resource, String request, String limit) {
    return Size.of(
        Amount.parse(resource, request), limit == null ? null : Amount.parse(resource, limit));
  }

  @Test
  void aPodThatAsksAtItsOwnLevelIsSizedThere() throws Exception {
    Deployment bundle =
        situation.deployment(
            "bundle",
            2,
            atPodLevel(
                pod(container("app", "", ""), container("tool", "", "")),
                "cpu=2,memory=4Gi",
                "cpu=2,memory=4Gi"));
    situation.pods(bundle, "bundle-5f6d-x1", "bundle-5f6d-x2");
    for (String name : new String[] {"bundle-5f6d-x1", "bundle-5f6d-x2"}) {
      situation.uses(name, "app", 0.3, 500);
      situation.uses(name, "tool", 0.1, 200);
    }

    WorkloadRecommendation said = situation.evaluated("bundle", SizingSettings.DEFAULT);

    // 300m x 1.20 + 100m x 1.20 = 480m; 500Mi x 1.15 + 200Mi x 1.15 = 575Mi + 230Mi = 805Mi.
    assertThat(size(said, 0, Resource.CPU)).isEqualTo(size(Resource.CPU, "480m", "480m"));
    assertThat(size(said, 0, Resource.MEMORY)).isEqualTo(size(Resource.MEMORY, "805Mi", "805Mi"));
    assertThat(said.containers().subList(1, 3))
        .allSatisfy(c -> assertThat(c.cpu().recommended()).isEqualTo(Size.NONE));
    // (2000m - 480m) x 2 pods.
    assertThat(said.savings().cpu().toQuantity()).isEqualTo("3040m");

    var template = patch.applies(said.workload().ref(), said.patches());
    assertThat(template.at("/spec/resources/requests/cpu").asText()).isEqualTo("480m");
    assertThat(template.at("/spec/containers/0/resources/requests").isMissingNode()).isTrue();
  }

  @Test
  void aPodThatIsTooSmallGetsAPatchThatTheServerTakes() throws Exception {
    Deployment tight =
        situation.deployment(
            "tight",
            1,
            atPodLevel(
                pod(container("app", "cpu=100m", ""), container("tool", "", "")),
                "cpu=500m,memory=512Mi",
                "cpu=1,memory=1Gi"));
    situation.pods(tight, "tight-5f6d-x1");
    situation.uses("tight-5f6d-x1", "app", 0.95, 900);
    situation.uses("tight-5f6d-x1", "tool", 0.01, 20);

    WorkloadRecommendation said = situation.evaluated("tight", SizingSettings.DEFAULT);

    // 950m x 1.20 + 10m x 1.20 = 1140m + 12m; twice as much for the limit.
    assertThat(size(said, 0, Resource.CPU)).isEqualTo(size(Resource.CPU, "1152m", "2304m"));
    assertThat(size(said, 1, Resource.CPU)).isEqualTo(size(Resource.CPU, "1140m", null));
    patch.applies(said.workload().ref(), said.patches());
  }

  @Test
  void whatAPodMayHaveAtTheMostIsSharedOut() throws Exception {
    Deployment pair =
        situation.deployment(
            "pair",
            1,
            pod(
                container("app", "cpu=500m,memory=512Mi", "cpu=500m,memory=512Mi"),
                container("helper", "cpu=500m,memory=512Mi", "cpu=500m,memory=512Mi")));
    situation.limitRange(
        "pods",
        new LimitRangeItemBuilder()
            .withType("Pod")
            .withMax(quantities("cpu=1100m,memory=1124Mi"))
            .build());
    situation.pods(pair, "pair-5f6d-x1");
    situation.uses("pair-5f6d-x1", "app", 0.5, 500);
    situation.uses("pair-5f6d-x1", "helper", 0.5, 500);

    WorkloadRecommendation said = situation.evaluated("pair", SizingSettings.DEFAULT);

    // Both want 600m of 1100m, and 575Mi of 1124Mi: half of it each.
    for (ContainerSizing container : said.containers()) {
      assertThat(container.cpu().recommended()).isEqualTo(size(Resource.CPU, "550m", "550m"));
      assertThat(container.memory().recommended())
          .isEqualTo(size(Resource.MEMORY, "562Mi", "562Mi"));
      assertThat(container.cpu().explanation())
          .contains("limit cut to 550m by LimitRange 'pods' (cpu of a pod: max 1100m)");
    }
    assertThat(said.quota().limitRange().orElseThrow()).contains("cpu of container app");
    patch.applies(said.workload().ref(), said.patches());
  }

  @Test
  void whereALimitRangeSetsALimitOneIsWritten() throws Exception {
    situation.limitRange(
        "defaults",
        new LimitRangeItemBuilder()
            .withType("Container")
            .withDefault(quantities("memory=256Mi"))
            .withDefaultRequest(quantities("memory=128Mi"))
            .build());
    Deployment api =
        situation.deployment("api", 1, pod(container("app", "cpu=200m,memory=200Mi", "")));
    situation.pods(api, "api-5f6d-x1");
    situation.uses("api-5f6d-x1", "app", 0.1, 240);

    WorkloadRecommendation said = situation.evaluated("api", withoutMemoryLimits());

    // 240Mi x 1.15 = 276Mi, over the 256Mi that the LimitRange would set.
    assertThat(size(said, 0, Resource.MEMORY)).isEqualTo(size(Resource.MEMORY, "276Mi", "276Mi"));
    assertThat(said.containers().get(0).memory().explanation())
        .contains("a limit is required, because LimitRange 'defaults' would set 256Mi");
    patch.applies(said.workload().ref(), said.patches());
  }

  private static SizingSettings withoutMemoryLimits() {
    SizingRule memory = SizingRule.MEMORY_DEFAULT;
    return new SizingSettings(
        SizingSettings.DEFAULT.window(),
        SizingSettings.DEFAULT.cpu(),
        new SizingRule(
            memory.resource(),
            memory.percentile(),
            memory.headroomPercent(),
            memory.min(),
            memory.max(),
            LimitMode.NONE,
            memory.estimator()),
        SizingSettings.DEFAULT.thresholds(),
        SizingSettings.DEFAULT.tolerance());
  }

  @Test
  void aPodThatWouldBeRefusedAsItsTemplateStandsGetsNoPatch() throws Exception {
    Deployment old =
        situation.deployment("old", 1, pod(container("app", "cpu=1,memory=1Gi", "memory=1Gi")));
    situation.pods(old, "old-5f6d-x1");
    situation.uses("old-5f6d-x1", "app", 0.1, 600);
    // It came after the pod: whatever its CPU, a new pod uses more memory than it may have.
    situation.limitRange(
        "late",
        new LimitRangeItemBuilder().withType("Pod").withMax(quantities("memory=512Mi")).build());

    WorkloadRecommendation said = situation.evaluated("old", SizingSettings.DEFAULT);

    assertThat(said.patches()).isEqualTo(Patches.NONE);
    assertThat(said.containers().get(0).cpu().verdict()).isEqualTo(Verdict.NOT_ADMITTED);
    assertThat(said.savings().cpu().isZero()).isTrue();
    assertThat(said.quota().limitRange().orElseThrow())
        .contains("LimitRange 'late' (memory of a pod: max 512Mi) does not allow what the pod uses")
        .contains("a new pod would be refused as the template stands");
  }

  @Test
  void whatTheRuntimeAddsCountsForQuotas() throws Exception {
    String runtime = situation.namespace();
    server
        .client()
        .resource(
            new RuntimeClassBuilder()
                .withNewMetadata()
                .withName(runtime)
                .endMetadata()
                .withHandler("sandbox")
                .withNewOverhead()
                .withPodFixed(quantities("cpu=250m,memory=64Mi"))
                .endOverhead()
                .build())
        .create();
    situation.quota(quantities("requests.cpu=10"), quantities("requests.cpu=0"));
    Deployment app =
        situation.deployment(
            "app",
            2,
            new PodSpecBuilder(pod(container("app", "cpu=1,memory=1Gi", "")))
                .withRuntimeClassName(runtime)
                .build());
    situation.pods(app, "app-5f6d-x1");
    situation.uses("app-5f6d-x1", "app", 0.5, 500);

    Evaluation evaluation = situation.evaluate(SizingSettings.DEFAULT);

    QuotaProjection line = evaluation.quotas().get(0);
    // The API server counts the one pod with its overhead.
    assertThat(line.quota().used().orElseThrow().toQuantity()).isEqualTo("1250m");
    // Its container shrinks to 600m, and 250m stay: 850m. In the worst case the second pod comes,
    // and a third one while they roll: 3 x 850m.
    assertThat(line.projected().orElseThrow().toQuantity()).isEqualTo("850m");
    assertThat(line.forecast().orElseThrow().worst().toQuantity()).isEqualTo("2550m");
    assertThat(evaluation.recommendations().get(0).savings().cpu().toQuantity()).isEqualTo("400m");
  }
}
