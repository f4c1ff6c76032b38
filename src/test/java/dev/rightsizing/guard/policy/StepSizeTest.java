// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.testkit.apply.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepSizeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // down %, up % | from       | to          | left ("" all)
        "30 | 100 | 1000m/2000m | 800m/1600m  | ''",
        "30 | 100 | 1000m/2000m | 700m/1400m  | ''",
        "30 | 100 | 1000m/2000m | 500m/1000m  | 700m/1400m",
        "30 | 100 | 1000m/1000m | 100m/100m   | 700m/700m",
        "30 | 100 | 1000m/-     | 100m/-      | 700m/-",
        // rounded up, never down
        "30 | 100 | 101m/101m   | 10m/10m     | 71m/71m",
        "33 | 100 | 100m/200m   | 10m/20m     | 67m/134m",
        // always a whole granule, so that the goal is reached
        "30 | 100 | 3m/3m       | 1m/1m       | 2m/2m",
        "1  | 100 | 10m/10m     | 5m/5m       | 9m/9m",
        "10 | 100 | 2500u/-     | 1m/-        | 2m/-",
        "1  | 1   | 10m/10m     | 50m/50m     | 11m/11m",
        "100| 100 | 1000m/1000m | 1m/1m       | ''",
        // up
        "30 | 100 | 100m/200m   | 150m/300m   | ''",
        "30 | 100 | 100m/200m   | 900m/1800m  | 200m/400m",
        "30 | 50  | 101m/101m   | 900m/900m   | 152m/152m",
        "30 | 400 | 100m/200m   | 400m/800m   | ''",
        // both ways
        "30 | 100 | 1000m/1000m | 500m/1500m  | 700m/1500m",
        "30 | 100 | 500m/1500m  | 1000m/1000m | 1000m/1050m",
        // a limit that is new stands as far above the request as at the goal
        "30 | 100 | 1000m/-     | 500m/1000m  | 700m/1400m",
        "30 | 100 | 1000m/-     | 900m/1800m  | ''",
        "30 | 100 | 100m/-      | 400m/800m   | 200m/800m",
        "30 | 100 | 1000m/0     | 500m/1000m  | 700m/1400m",
        "30 | 100 | 100m/0      | 400m/0      | 200m/0",
        // nothing before, or nothing after: no percentage
        "30 | 100 | -/-         | 400m/800m   | ''",
        "30 | 100 | 0/0         | 400m/800m   | ''",
        "30 | 100 | 100m/200m   | 150m/-      | ''",
        "30 | 100 | -/100m      | 300m/300m   | 200m/200m",
      })
  void oneStepGoesOnlySoFar(int down, int up, String from, String to, String left) {
    Facts facts = new Facts().cpu(from, to);
    facts.downPercent = down;
    facts.upPercent = up;
    Verdict verdict = new StepSize().judge(facts.step(), facts.facts());
    if (left.isEmpty()) {
      assertThat(verdict).isEqualTo(Verdict.ALLOW);
    } else {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Verdict.Shrink.class,
              shrink -> {
                assertThat(shrink.reason()).isEqualTo(Reason.STEP_LIMITED);
                assertThat(shrink.to())
                    .containsExactly(Facts.step("app", Resource.CPU, from, left));
              });
    }
  }

  @Test
  void memoryIsCutToWholeMebibytes() {
    Facts facts = new Facts().memory("1Gi/1Gi", "100Mi/100Mi");
    assertThat(new StepSize().judge(facts.step(), facts.facts()))
        .isEqualTo(
            new Verdict.Shrink(
                List.of(Facts.step("app", Resource.MEMORY, "1Gi/1Gi", "717Mi/717Mi")),
                Reason.STEP_LIMITED,
                "One step lowers a size by at most 30 % and raises it by at most 100 %: app memory"
                    + " 717Mi/717Mi of 100Mi/100Mi"));
  }

  @Test
  void ofManyContainersAFewAreNamed() {
    Facts facts = new Facts();
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      facts.with(name, Resource.CPU, "1/1", "100m/100m");
    }
    assertThat(new StepSize().judge(facts.step(), facts.facts()))
        .isInstanceOfSatisfying(
            Verdict.Shrink.class,
            shrink -> {
              assertThat(shrink.to()).hasSize(6);
              assertThat(shrink.message()).contains("d cpu", " and 2 more").doesNotContain("e cpu");
            });
  }
}
