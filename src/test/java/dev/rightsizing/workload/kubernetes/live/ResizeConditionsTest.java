// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.ResizeReport;
import dev.rightsizing.model.apply.ResizeState;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeConditionsTest {
  private static final String PENDING = "PodResizePending";
  private static final String IN_PROGRESS = "PodResizeInProgress";
  private static final String NUMBERS =
      "Node didn't have enough resource: cpu, requested: 1500, used: 1450, capacity: 1930";

  private static final String AS_SPEC =
      "{\"requests\": {\"cpu\": \"0.5\"}, \"limits\": {\"cpu\": \"1000m\"}}";

  private static String condition(String type, String reason, String generation) {
    return """
        {"type": "%s", "status": "True", "reason": "%s", "message": "%s", %s
         "lastTransitionTime": "2026-03-04T10:00:00Z"}"""
        .formatted(
            type,
            reason,
            PENDING.equals(type) ? NUMBERS : "",
            generation.isEmpty() ? "" : "\"observedGeneration\": " + generation + ",");
  }

  /**
   * One condition in short: its reason, with {@code old} before where it speaks of generation 2.
   */
  private static Optional<String> condition(String type, String text) {
    if (text.equals("-")) {
      return Optional.empty();
    }
    boolean old = text.startsWith("old");
    boolean silent = text.startsWith("mute");
    String reason = text.replaceFirst("^(old|mute) ?", "").replace("Actuating", "");
    return Optional.of(condition(type, reason, silent ? "" : old ? "2" : "3"));
  }

  private static Pod pod(List<String> conditions, String actual, String allocated) {
    return Json.read(
        """
        {"metadata": {"name": "web-1", "namespace": "shop", "generation": 3, "managedFields": [
           {"manager": "kubelet", "subresource": "status", "time": "2026-03-04T10:09:00Z"},
           {"manager": "vpa", "subresource": "resize", "time": "2026-03-04T09:00:00Z"},
           {"manager": "us", "subresource": "resize", "time": "2026-03-04T09:30:00Z"}]},
         "spec": {"containers": [{"name": "app",
           "resources": {"requests": {"cpu": "500m"}, "limits": {"cpu": "1"}}}]},
         "status": {"phase": "Running", "conditions": [%s], "containerStatuses": [{"name": "app",
           %s "resources": %s}]}}"""
            .formatted(
                String.join(",", conditions),
                allocated.isEmpty()
                    ? ""
                    : "\"allocatedResources\": {\"cpu\": \"" + allocated + "\"},",
                actual),
        Pod.class);
  }

  private static ResizeReport report(Pod pod) {
    return new LivePods().apply(pod).live().map(LivePod::resize).orElseThrow();
  }

  @ParameterizedTest(name = "pending {0}, in progress {1}: {2}")
  @CsvSource({
    "-,               -,             DONE",
    "-,               Actuating,     IN_PROGRESS",
    "-,               Error,         ERROR",
    "-,               old Actuating, REQUESTED",
    "-,               old Error,     REQUESTED",
    "Deferred,        -,             DEFERRED",
    "Deferred,        Actuating,     DEFERRED",
    "Deferred,        Error,         DEFERRED",
    "Deferred,        old Actuating, DEFERRED",
    "Deferred,        old Error,     DEFERRED",
    "Infeasible,      -,             INFEASIBLE",
    "Infeasible,      Actuating,     INFEASIBLE",
    "Infeasible,      Error,         INFEASIBLE",
    "Infeasible,      old Actuating, INFEASIBLE",
    "Infeasible,      old Error,     INFEASIBLE",
    "old Deferred,    -,             REQUESTED",
    "old Deferred,    Actuating,     IN_PROGRESS",
    "old Deferred,    Error,         ERROR",
    "old Deferred,    old Actuating, REQUESTED",
    "old Deferred,    old Error,     REQUESTED",
    "old Infeasible,  -,             REQUESTED",
    "old Infeasible,  Actuating,     IN_PROGRESS",
    "old Infeasible,  Error,         ERROR",
    "old Infeasible,  old Actuating, REQUESTED",
    "old Infeasible,  old Error,     REQUESTED",
    // Kubernetes 1.33 does not say which generation it speaks of.
    "mute Deferred,   -,             DEFERRED",
    "mute Infeasible, mute Error,    INFEASIBLE",
    "-,               mute Error,    ERROR",
    // A reason of a later version: it waits.
    "Elsewhere,       -,             DEFERRED",
  })
  void conditionsSayHowFarItIs(String pending, String inProgress, ResizeState state) {
    List<String> conditions = new ArrayList<>();
    condition(PENDING, pending).ifPresent(conditions::add);
    condition(IN_PROGRESS, inProgress).ifPresent(conditions::add);

    assertThat(report(pod(conditions, AS_SPEC, "500m")).state()).isEqualTo(state);
  }

  @Test
  void theKubeletsOwnWordsAndTimeAreKept() {
    ResizeReport report =
        report(pod(List.of(condition(PENDING, "Deferred", "3")), AS_SPEC, "500m"));

    assertThat(report.message()).isEqualTo(NUMBERS);
    assertThat(report.since()).contains(Instant.parse("2026-03-04T10:00:00Z"));
  }

  @Test
  void aConditionThatIsFalseSaysNothing() {
    String past = condition(PENDING, "Infeasible", "3").replace("True", "False");

    assertThat(report(pod(List.of(past), AS_SPEC, "500m"))).isEqualTo(ResizeReport.DONE);
  }

  @ParameterizedTest(name = "actual {0}, allocated {1}: {2}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'requests': {'cpu': '500m'}| 'limits': {'cpu': '1'},    500m, DONE",
        "'requests': {'cpu': '0.5'}| 'limits': {'cpu': '1000m'}, 0.5,  DONE",
        "'requests': {'cpu': '250m'}| 'limits': {'cpu': '1'},    500m, REQUESTED",
        "'requests': {'cpu': '500m'}| 'limits': {'cpu': '2'},    500m, REQUESTED",
        "'requests': {'cpu': '500m'},                            500m, REQUESTED",
        "'requests': {'cpu': '500m'}| 'limits': {'cpu': '1'},    250m, REQUESTED",
      })
  void withoutAConditionWhatRunsIsCompared(String actual, String allocated, ResizeState state) {
    String json = "{" + actual.replace('\'', '"').replace('|', ',') + "}";

    ResizeReport report = report(pod(List.of(), json, allocated));

    assertThat(report.state()).isEqualTo(state);
    assertThat(report.since())
        .isEqualTo(
            state == ResizeState.DONE
                ? Optional.empty()
                : Optional.of(Instant.parse("2026-03-04T09:30:00Z")));
  }

  @Test
  void aPodThatNoKubeletReportsOnHasWhatItsSpecSays() {
    assertThat(report(pod(List.of(), "null", "")).state()).isEqualTo(ResizeState.DONE);
  }

  @Test
  void anInitContainerThatEndedIsNotCompared() {
    Pod pod =
        Json.read(
            """
            {"metadata": {"name": "web-1", "namespace": "shop"},
             "spec": {"containers": [{"name": "app"}], "initContainers": [
               {"name": "setup", "resources": {"requests": {"cpu": "1"}}}]},
             "status": {"initContainerStatuses": [{"name": "setup",
               "resources": {"requests": {"cpu": "2"}}}]}}""",
            Pod.class);

    assertThat(report(pod)).isEqualTo(ResizeReport.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "Proposed,   REQUESTED",
    "InProgress, IN_PROGRESS",
    "Deferred,   DEFERRED",
    "Infeasible, INFEASIBLE",
    "'',         DONE",
  })
  void serversBefore133SayItInTheirStatus(String resize, ResizeState state) {
    Pod pod = pod(List.of(), AS_SPEC, "500m");
    pod.getMetadata().setGeneration(null);
    pod.getStatus().setResize(resize);

    assertThat(report(pod).state()).isEqualTo(state);
  }
}
