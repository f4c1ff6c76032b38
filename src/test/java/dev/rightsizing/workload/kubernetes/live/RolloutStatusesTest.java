// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.apply.RolloutStatus;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutStatusesTest {

  private static String flags(RolloutStatus status) {
    StringBuilder flags = new StringBuilder();
    append(flags, status.paused(), "paused");
    append(flags, status.progressing(), "progressing");
    append(flags, status.stuck(), "stuck");
    append(flags, status.onDelete(), "onDelete");
    append(flags, status.recreate(), "recreate");
    append(flags, status.isHealthy(), "healthy");
    return flags.toString().trim();
  }

  private static void append(StringBuilder flags, boolean holds, String flag) {
    if (holds) {
      flags.append(' ').append(flag);
    }
  }

  @ParameterizedTest(name = "{0}: of 3 pods {2} updated, {1} there, {3} available, {4} ready: {7}")
  @CsvSource({
    "at rest,           3, 3, 3, 3, 2, NewReplicaSetAvailable,   healthy",
    "not seen yet,      3, 3, 3, 3, 1, NewReplicaSetAvailable,   progressing",
    "old pods left,     4, 3, 3, 4, 2, ReplicaSetUpdated,        progressing",
    "new pods to come,  3, 1, 3, 3, 2, ReplicaSetUpdated,        progressing",
    "new not available, 3, 3, 2, 2, 2, ReplicaSetUpdated,        progressing",
    "one fails later,   3, 3, 2, 2, 2, NewReplicaSetAvailable,   ''",
    "given up,          4, 3, 3, 3, 2, ProgressDeadlineExceeded, progressing stuck",
    "no deadline,       3, 3, 2, 2, 2, -,                        progressing",
    "no deadline rest,  3, 3, 3, 3, 2, -,                        healthy",
  })
  void deployments(
      String what,
      int there,
      int updated,
      int available,
      int ready,
      int observed,
      String reason,
      String flags) {
    RolloutStatus status =
        RolloutStatuses.of(
            Json.read(
                """
                {"metadata": {"name": "web", "generation": 2}, "spec": {"replicas": 3},
                 "status": {"observedGeneration": %d, "replicas": %d, "updatedReplicas": %d,
                  "availableReplicas": %d, "readyReplicas": %d, "conditions": [
                   {"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable"},
                   {"type": "%s", "status": "True", "reason": "%s"}]}}"""
                    .formatted(
                        observed,
                        there,
                        updated,
                        available,
                        ready,
                        reason.equals("-") ? "ReplicaFailure" : "Progressing",
                        reason),
                Deployment.class));

    assertThat(flags(status)).isEqualTo(flags);
    assertThat(status.desired()).isEqualTo(3);
    assertThat(status.ready()).isEqualTo(ready);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``;                                                                   1; ``",
        "\"paused\": true;                                                     1; paused",
        "\"strategy\": {\"type\": \"Recreate\"};                               0; recreate",
        "\"strategy\": {\"rollingUpdate\": {\"maxSurge\": 2}};                 2; ``",
        "\"strategy\": {\"rollingUpdate\": {\"maxSurge\": \"50%\"}};           2; ``",
        "\"strategy\": {\"rollingUpdate\": {\"maxSurge\": 0}};                 0; ``",
      })
  void howADeploymentIsRolledOut(String spec, int surge, String flags) {
    RolloutStatus status =
        RolloutStatuses.of(
            Json.read(
                """
                {"metadata": {"name": "web"}, "spec": {"replicas": 3%s},
                 "status": {"replicas": 3, "updatedReplicas": 3, "availableReplicas": 3,
                            "readyReplicas": 2}}"""
                    .formatted(spec.isEmpty() ? "" : ", " + spec),
                Deployment.class));

    assertThat(status.surge()).isEqualTo(surge);
    assertThat(flags(status)).isEqualTo(flags);
  }

  @ParameterizedTest(name = "{0}: {6}")
  @CsvSource({
    "at rest,               RollingUpdate, 0, r1, r1, 3, healthy",
    "rolling,               RollingUpdate, 0, r1, r2, 1, progressing",
    "all new but not named, RollingUpdate, 0, r1, r2, 3, progressing",
    "partition,             RollingUpdate, 2, r1, r2, 1, healthy",
    "partition rolling,     RollingUpdate, 1, r1, r2, 1, progressing",
    "partition of all,      RollingUpdate, 3, r1, r2, 0, onDelete healthy",
    "on delete,             OnDelete,      0, r1, r2, 0, onDelete healthy",
  })
  void statefulSets(
      String what,
      String type,
      int partition,
      String current,
      String update,
      int updated,
      String flags) {
    StatefulSet set =
        Json.read(
            """
            {"metadata": {"name": "db", "generation": 2},
             "spec": {"replicas": 3, "updateStrategy": {"type": "%s",
               "rollingUpdate": {"partition": %d}}},
             "status": {"observedGeneration": 2, "replicas": 3, "readyReplicas": 3,
               "currentRevision": "%s", "updateRevision": "%s", "updatedReplicas": %d}}"""
                .formatted(type, partition, current, update, updated),
            StatefulSet.class);

    assertThat(flags(RolloutStatuses.of(set))).isEqualTo(flags);
    set.getMetadata().setGeneration(3L);
    assertThat(RolloutStatuses.of(set).progressing()).isTrue();
  }

  @ParameterizedTest(name = "{0}, {1} of 4 updated, {2} ready: {3}")
  @CsvSource({
    "RollingUpdate, 4, 4, healthy",
    "RollingUpdate, 3, 4, progressing",
    "RollingUpdate, 4, 3, ''",
    "OnDelete,      1, 4, onDelete healthy",
  })
  void daemonSets(String type, int updated, int ready, String flags) {
    DaemonSet set =
        Json.read(
            """
            {"metadata": {"name": "agent", "generation": 2},
             "spec": {"updateStrategy": {"type": "%s", "rollingUpdate": {"maxSurge": "10%%"}}},
             "status": {"observedGeneration": 2, "desiredNumberScheduled": 4, "numberReady": %d,
               "updatedNumberScheduled": %d}}"""
                .formatted(type, ready, updated),
            DaemonSet.class);
    RolloutStatus status = RolloutStatuses.of(set);

    assertThat(flags(status)).isEqualTo(flags);
    assertThat(status.desired()).isEqualTo(4);
    assertThat(status.surge()).isEqualTo(1);
    set.getMetadata().setGeneration(3L);
    assertThat(RolloutStatuses.of(set).progressing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "3"})
  void aStatusThatIsNotThereYetIsNoGoodNews(int replicas) {
    Deployment web =
        Json.read(
            """
            {"metadata": {"name": "web", "generation": 1}, "spec": {"replicas": %d}}"""
                .formatted(replicas),
            Deployment.class);

    assertThat(RolloutStatuses.of(web).progressing()).isTrue();
  }
}
