// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.ApplyVerdict.Result;
import dev.rightsizing.model.apply.Cause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows why new pods do not get the sizes in force, as long as they do not. */
final class NewPods {
  private static final String NAME = "NewPods";

  private NewPods() {}

  /** The same with what came of resizing new pods. */
  static ApplyMemory noted(ApplyMemory memory, Optional<Cause> problem) {
    Stream<ApplyVerdict> others = without(memory.verdicts());
    Stream<ApplyVerdict> shown =
        problem.stream()
            .map(
                c ->
                    new ApplyVerdict(
                        NAME,
                        Result.HOLD,
                        c.reason(),
                        "New pods keep the template's sizes: " + c.message(),
                        Optional.empty()));
    return memory.judged(memory.next(), Stream.concat(others, shown).toList());
  }

  /** Verdicts of a judgement, with what was shown of new pods before it. */
  static List<ApplyVerdict> kept(List<ApplyVerdict> judged, ApplyMemory before) {
    Stream<ApplyVerdict> shown = before.verdicts().stream().filter(v -> v.guard().equals(NAME));
    return Stream.concat(without(judged), shown).toList();
  }

  private static Stream<ApplyVerdict> without(List<ApplyVerdict> verdicts) {
    return verdicts.stream().filter(v -> !v.guard().equals(NAME));
  }
}
