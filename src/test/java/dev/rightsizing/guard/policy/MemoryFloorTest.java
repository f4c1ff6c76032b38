// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.testkit.apply.Facts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryFloorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // peak  | used now | from          | to            | left ("" all) | reason
        "400Mi   | 300Mi    | 1Gi/1Gi       | 500Mi/500Mi   | ''            | ",
        "400Mi   | 300Mi    | 1Gi/1Gi       | 300Mi/300Mi   | 400Mi/420Mi   | MEMORY_FLOOR",
        "400Mi   | 400Mi    | 1Gi/1Gi       | 300Mi/300Mi   | 420Mi/420Mi   | MEMORY_FLOOR",
        "400Mi   | 600Mi    | 1Gi/1Gi       | 500Mi/600Mi   | 630Mi/630Mi   | MEMORY_FLOOR",
        "400Mi   | 300Mi    | 1Gi/2Gi       | 500Mi/2Gi     | ''            | ",
        "400Mi   | 300Mi    | 1Gi/-         | 300Mi/-       | 400Mi/-       | MEMORY_FLOOR",
        // one Mi more rather than one less
        "400.2Mi | 300Mi    | 1Gi/1Gi       | 300Mi/300Mi   | 401Mi/421Mi   | MEMORY_FLOOR",
        // a floor above the size keeps the size and raises nothing
        "2Gi     | 300Mi    | 1Gi/1Gi       | 500Mi/500Mi   | 1Gi/1Gi       | MEMORY_FLOOR",
        "400Mi   | 2Gi      | 1Gi/1Gi       | 500Mi/500Mi   | 1Gi/1Gi       | MEMORY_FLOOR",
        // what rises goes on
        "2Gi     | 2Gi      | 1Gi/1Gi       | 2Gi/3Gi       | ''            | ",
        "2Gi     | 1500Mi   | 1Gi/3Gi       | 1200Mi/2Gi    | 1200Mi/2151Mi | MEMORY_FLOOR",
        "-       | -        | 1Gi/1Gi       | 2Gi/3Gi       | ''            | ",
        // a limit where none was
        "400Mi   | 300Mi    | 300Mi/-       | 300Mi/400Mi   | 300Mi/420Mi   | MEMORY_FLOOR",
        "400Mi   | 300Mi    | 300Mi/-       | 300Mi/800Mi   | ''            | ",
        "400Mi   | 300Mi    | 300Mi/0       | 300Mi/400Mi   | 300Mi/420Mi   | MEMORY_FLOOR",
        // unknown
        "-       | 300Mi    | 1Gi/1Gi       | 500Mi/500Mi   | 1Gi/1Gi       | USAGE_UNKNOWN",
        "400Mi   | -        | 1Gi/1Gi       | 500Mi/500Mi   | 1Gi/1Gi       | USAGE_UNKNOWN",
        "400Mi   | -        | 1Gi/1Gi       | 500Mi/2Gi     | 1Gi/2Gi       | USAGE_UNKNOWN",
        "400Mi   | -        | 1Gi/-         | 1Gi/2Gi       | 1Gi/-         | USAGE_UNKNOWN",
      })
  void memoryStaysAboveWhatIsUsed(
      String peak, String used, String from, String to, String left, Reason reason) {
    Facts facts = new Facts().memory(from, to).uses(peak, used);
    Verdict verdict = new MemoryFloor().judge(facts.step(), facts.facts());
    if (left.isEmpty()) {
      assertThat(verdict).isEqualTo(Verdict.ALLOW);
    } else {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Verdict.Shrink.class,
              shrink -> {
                assertThat(shrink.reason()).isEqualTo(reason);
                assertThat(shrink.to())
                    .containsExactly(Facts.step("app", Resource.MEMORY, from, left));
              });
    }
  }

  @Test
  void withoutWorkingSetsMemoryStaysAndCpuDoesNot() {
    Facts facts = new Facts().cpu("1/2", "500m/1").memory("1Gi/1Gi", "500Mi/500Mi");
    facts.uses("400Mi", "-").workingSets = Optional.empty();
    Verdict verdict = new MemoryFloor().judge(facts.step(), facts.facts());
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Shrink.class,
            shrink -> {
              assertThat(shrink.reason()).isEqualTo(Reason.USAGE_UNKNOWN);
              assertThat(facts.step().withSteps(shrink.to()).steps())
                  .containsExactly(Facts.step("app", Resource.CPU, "1/2", "500m/1"));
            });
  }

  @Test
  void aWorkloadWithoutPodsUsesNothingNow() {
    Facts facts = new Facts().memory("1Gi/1Gi", "500Mi/500Mi");
    facts.uses("400Mi", "-").pods = List.of();
    facts.workingSets = Optional.empty();
    assertThat(new MemoryFloor().judge(facts.step(), facts.facts())).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void theMessageHasTheNumbers() {
    Facts facts = new Facts().memory("1Gi/1Gi", "300Mi/300Mi").uses("400Mi", "310Mi");
    assertThat(new MemoryFloor().judge(facts.step(), facts.facts()))
        .isInstanceOfSatisfying(
            Verdict.Shrink.class,
            shrink ->
                assertThat(shrink.message())
                    .isEqualTo(
                        "Memory does not go under what is used: container app keeps 400Mi/420Mi"
                            + " (wanted 300Mi/300Mi; peak 400Mi, present use 310Mi)"));
  }
}
