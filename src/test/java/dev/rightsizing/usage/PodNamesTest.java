// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodNamesTest {

  @ParameterizedTest
  @CsvSource({
    "DEPLOYMENT, web, web-5f6d7c8b9-x2vbf, true",
    "DEPLOYMENT, web, web-0, false",
    "DEPLOYMENT, web, website-5f6d7c8b9-x2vbf, false",
    "DEPLOYMENT, web.v2, web.v2-5f6d7c8b9-x2vbf, true",
    "DEPLOYMENT, web.v2, webxv2-5f6d7c8b9-x2vbf, false",
    "ROLLOUT, web, web-5f6d7c8b9-x2vbf, true",
    "STATEFULSET, db, db-12, true",
    "STATEFULSET, db, db-exporter-1, false",
    "DAEMONSET, node-agent, node-agent-abcde, true",
    "CRONJOB, report, report-29051230-x2vbf, true",
    "JOB, encode, encode-0-x2vbf, true"
  })
  void matchTheNamesThatKubernetesGives(
      WorkloadKind kind, String name, String pod, boolean matches) {
    assertThat(pod.matches(PodNames.pattern(new WorkloadRef("shop", kind, name))))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"50", "63", "200"})
  void matchNamesThatAreCut(int length) {
    String name = "n".repeat(length);
    String pod = name.substring(0, Math.min(length, 47)) + "-5f6d7c8b9-x2vbf";

    assertThat(
            pod.matches(PodNames.pattern(new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, name))))
        .isTrue();
  }
}
