// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.model.quota.QuotaScope.Kind;
import dev.rightsizing.model.quota.QuotaScope.Operator;
import dev.rightsizing.model.quota.Surge;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceQuotaSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootprintsTest {

  private static <T> T yaml(String text, Class<T> type) {
    // A document marker, because what begins with a brace is taken for JSON.
    return Serialization.unmarshal("---\n" + text, type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // strategy                                                | replicas | surge
        "{}                                                        | 10       | 3",
        "{strategy: {type: RollingUpdate}}                         | 1        | 1",
        "{strategy: {type: Recreate}}                              | 10       | 0",
        "{strategy: {rollingUpdate: {maxSurge: 2}}}                | 10       | 2",
        "{strategy: {rollingUpdate: {maxSurge: 0}}}                | 10       | 0",
        "{strategy: {rollingUpdate: {maxSurge: 30%}}}              | 5        | 2",
        "{strategy: {rollingUpdate: {maxSurge: 100%}}}             | 5        | 5",
        "{strategy: {rollingUpdate: {maxSurge: nonsense}}}         | 4        | 1",
      })
  void aDeploymentSurgesAsItsStrategySays(String spec, int replicas, int surge) {
    assertThat(Footprints.surge(yaml(spec, DeploymentSpec.class)).of(replicas)).isEqualTo(surge);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                | 0",
        "{updateStrategy: {type: OnDelete}}                | 0",
        "{updateStrategy: {rollingUpdate: {maxSurge: 1}}}   | 1",
        "{updateStrategy: {rollingUpdate: {maxSurge: 15%}}} | 2",
      })
  void aDaemonSetSurgesOnlyWhereItSaysSo(String spec, int surge) {
    assertThat(Footprints.surge(yaml(spec, DaemonSetSpec.class)).of(10)).isEqualTo(surge);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{spec: {strategy: {canary: {}}}}              | 2",
        "{spec: {strategy: {canary: {maxSurge: 50%}}}} | 4",
        "{spec: {strategy: {blueGreen: {}}}}           | 8",
      })
  void aRolloutSurgesAsItsStrategySays(String rollout, int surge) {
    assertThat(Footprints.surge(yaml(rollout, GenericKubernetesResource.class)).of(8))
        .isEqualTo(surge);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                            | true  | false",
        "{concurrencyPolicy: Allow}    | true  | false",
        "{concurrencyPolicy: Forbid}   | false | false",
        "{concurrencyPolicy: Replace}  | false | false",
        "{suspend: true}               | true  | true",
      })
  void aCronJobsRunsOverlapUnlessItForbids(String spec, boolean overlaps, boolean ended) {
    PodCountBounds read = Footprints.ofCronJob(PodCountBounds.PLAIN, yaml(spec, CronJobSpec.class));

    assertThat(read.overlaps()).isEqualTo(overlaps);
    assertThat(read.ended()).isEqualTo(ended);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{spec: {}}                                                               | false",
        "{spec: {suspend: true}}                                                  | true",
        "{spec: {}, status: {conditions: [{type: Complete, status: 'True'}]}}     | true",
        "{spec: {}, status: {conditions: [{type: Failed, status: 'True'}]}}       | true",
        "{spec: {}, status: {conditions: [{type: Suspended, status: 'False'}]}}   | false",
      })
  void aJobThatIsOverStartsNoPods(String job, boolean ended) {
    assertThat(Footprints.ofJob(PodCountBounds.PLAIN, yaml(job, Job.class)).ended())
        .isEqualTo(ended);
  }

  @Test
  void aTemplateTellsItsPriorityClassAndItsDeadline() {
    PodCountBounds read =
        Footprints.ofTemplate(
            yaml("{priorityClassName: high, activeDeadlineSeconds: 60}", PodSpec.class));

    assertThat(read.priorityClass()).contains("high");
    assertThat(read.terminating()).isTrue();
    assertThat(Footprints.ofTemplate(new PodSpec()).priorityClass()).isEmpty();
    assertThat(Footprints.ofTemplate(new PodSpec()).terminating()).isFalse();
  }

  @Test
  void scopesOfBothFormsMustHold() {
    ResourceQuotaSpec spec =
        yaml(
            "{scopes: [NotTerminating], scopeSelector: {matchExpressions: ["
                + "{scopeName: PriorityClass, operator: In, values: [high]},"
                + "{scopeName: CrossNamespacePodAffinity, operator: Exists}]}}",
            ResourceQuotaSpec.class);

    assertThat(QuotaScopes.of(spec))
        .containsExactly(
            QuotaScope.of(Kind.NOT_TERMINATING),
            new QuotaScope(Kind.PRIORITY_CLASS, Operator.IN, List.of("high")),
            QuotaScope.of(Kind.OTHER));
  }

  @Test
  void aShareOfPodsIsRoundedUp() {
    assertThat(new Surge(25, true).of(1)).isEqualTo(1);
    assertThat(new Surge(25, true).of(8)).isEqualTo(2);
    assertThat(new Surge(25, true).of(0)).isZero();
  }
}
