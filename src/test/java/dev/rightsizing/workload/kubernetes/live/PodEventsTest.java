// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.workload.kubernetes.Controller;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodEventsTest {
  private static final String POD =
      """
      {'metadata': {'name': 'web-1', 'namespace': 'shop', 'uid': 'u-1', 'labels': {'a': 'b'},
        'ownerReferences': [{'apiVersion': '%s', 'kind': '%s', 'name': 'web', 'uid': 'o-1',
          'controller': true}]},
       'spec': {'nodeName': 'node-a', 'containers': [{'name': 'app',
          'resources': {'requests': {'cpu': '1'}}}]},
       'status': {'phase': 'Running', 'qosClass': 'Burstable',
        'conditions': [{'type': 'Ready', 'status': 'True',
          'lastTransitionTime': '2026-03-04T09:00:00Z'}],
        'containerStatuses': [{'name': 'app', 'restartCount': 0,
          'resources': {'requests': {'cpu': '1'}}, 'allocatedResources': {'cpu': '1'}}]}}""";

  private final PodEvents events = new PodEvents();
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void listen() {
    events.add(ref -> heard.add(ref.toString()));
  }

  private static String of(String apiVersion, String kind) {
    return POD.formatted(apiVersion, kind);
  }

  private static Optional<KeptPod> kept(String json) {
    return Optional.of(new LivePods().apply(Json.read(json.replace('\'', '"'), Pod.class)));
  }

  private static Between between(String kind, String name) {
    String apiVersion =
        WorkloadKind.of(kind).map(WorkloadKind::apiVersion).orElse("keda.sh/v1alpha1");
    return new Between(
        "shop",
        "o-1",
        Optional.of(new Controller(apiVersion, kind, name, "p-1")),
        Optional.empty());
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'name': 'app';             'name': 'app';                                 false",
        "'a': 'b';                  'a': 'c';                                      false",
        "'lastTransitionTime': '2026-03-04T09; 'lastTransitionTime': '2026-03-04T08; false",
        "'uid': 'u-1';              'uid': 'u-2';                                  true",
        "'nodeName': 'node-a',;     ``;                                            true",
        "'status': 'True';          'status': 'False';                             true",
        "'restartCount': 0;         'restartCount': 1;                             true",
        "'resources': {'requests': {'cpu': '1'}}, 'all; 'resources': {}, 'all;     true",
        "'cpu': '1'}}}]},;          'cpu': '2'}}}]},;                              true",
        "'allocatedResources': {'cpu': '1'}; 'allocatedResources': {'cpu': '2'};   true",
        "'restartCount': 0;  'restartCount': 0, 'state': {'waiting': {'reason': 'Wait'}}; true",
        "'uid': 'u-1';  'uid': 'u-1', 'deletionTimestamp': '2026-03-04T09:00:00Z'; true",
        "'phase': 'Running';        'phase': 'Failed';                             true",
        "'conditions': [;  'conditions': [{'type': 'PodResizeInProgress', 'status': 'True'},; true",
        "'Burstable';               'Guaranteed';                                  false",
      })
  void onlyWhatMattersIsHeard(String from, String to, boolean matters) {
    String json = of("apps/v1", "StatefulSet");
    assertThat(json).contains(from);

    events.pod(kept(json), kept(json.replace(from, to)));

    assertThat(heard).isEqualTo(matters ? List.of("shop/StatefulSet/web") : List.of());
  }

  @Test
  void podsThatComeAndGoAreHeard() {
    Optional<KeptPod> pod = kept(of("apps/v1", "DaemonSet"));

    events.pod(Optional.empty(), pod);
    events.pod(pod, Optional.empty());

    assertThat(heard).containsExactly("shop/DaemonSet/web", "shop/DaemonSet/web");
  }

  @Test
  void aPodThatHadEndedIsNoNewsWhenItGoes() {
    Optional<KeptPod> ended = kept(of("apps/v1", "DaemonSet").replace("Running", "Succeeded"));

    events.pod(Optional.empty(), ended);
    events.pod(ended, Optional.empty());

    assertThat(heard).isEmpty();
  }

  @ParameterizedTest(name = "pod of {0} {1} of {2}: {3}")
  @CsvSource({
    "apps/v1,  ReplicaSet, Deployment, shop/Deployment/top",
    "apps/v1,  ReplicaSet, Rollout,    shop/Rollout/top",
    "batch/v1, Job,        CronJob,    shop/CronJob/top",
  })
  void thePodIsHeardOnceItsOwnerIsKnown(
      String apiVersion, String kind, String top, String expected) {
    events.pod(Optional.empty(), kept(of(apiVersion, kind)));
    assertThat(heard).isEmpty();

    events.owner(between(top, "top"));
    events.owner(between(top, "top"));
    assertThat(heard).containsExactly(expected);

    events.pod(kept(of(apiVersion, kind)), Optional.empty());
    assertThat(heard).containsExactly(expected, expected);
  }

  @Test
  void aJobOfItsOwnIsAWorkload() {
    Optional<KeptPod> pod = kept(of("batch/v1", "Job"));
    events.pod(Optional.empty(), pod);

    WorkloadRef job = new WorkloadRef("shop", WorkloadKind.JOB, "web");
    events.owner(new Between("shop", "o-1", Optional.empty(), Optional.of(job)));
    assertThat(heard).containsExactly("shop/Job/web");

    events.pod(pod, Optional.empty());
    assertThat(heard).containsExactly("shop/Job/web", "shop/Job/web");
  }

  @Test
  void podsCountForTheWorkloadThatTookTheirOwnerOver() {
    events.alias("p-1", new WorkloadRef("shop", WorkloadKind.ROLLOUT, "canary"));
    events.owner(between("Deployment", "web"));

    events.pod(Optional.empty(), kept(of("apps/v1", "ReplicaSet")));

    assertThat(heard).containsExactly("shop/Rollout/canary");
  }

  @Test
  void jobsOfAnotherKindOfOwnerCountForTheGroup() {
    events.owner(between("ScaledJob", "encode"));
    events.pod(Optional.empty(), kept(of("batch/v1", "Job")));
    assertThat(heard).isEmpty();

    events.alias("p-1", new WorkloadRef("shop", WorkloadKind.JOB, "encode"));
    events.pod(Optional.empty(), kept(of("batch/v1", "Job")));

    assertThat(heard).containsExactly("shop/Job/encode");
  }

  @ParameterizedTest
  @CsvSource({"acme.example/v1, StatefulSet", "v1, ReplicationController"})
  void podsOfWhatIsNotSizedAreNobodys(String apiVersion, String kind) {
    events.pod(Optional.empty(), kept(of(apiVersion, kind)));

    assertThat(heard).isEmpty();
  }

  @Test
  void aListenerThatFailsKeepsNoOtherFromHearing() {
    PodEvents both = new PodEvents();
    both.add(
        ref -> {
          throw new IllegalStateException("broken");
        });
    both.add(ref -> heard.add(ref.name()));

    both.pod(Optional.empty(), kept(of("apps/v1", "StatefulSet")));

    assertThat(heard).containsExactly("web");
  }
}
