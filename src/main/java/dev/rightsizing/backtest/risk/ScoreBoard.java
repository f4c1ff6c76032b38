// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tallies by what was simulated, by rule and by what counts as truth, in order of appearance. */
public final class ScoreBoard {
  private final Map<Case, AlertScore> tallies = new LinkedHashMap<>();

  /**
   * Names a tally.
   *
   * @param setting the limit, or the kind of work, that was simulated
   * @param rule whose alarms
   * @param truth what they are held against
   */
  public record Case(String setting, String rule, String truth) {}

  AlertScore of(String setting, String rule, String truth) {
    return tallies.computeIfAbsent(new Case(setting, rule, truth), c -> new AlertScore());
  }

  /** Adds another's tallies. */
  public void add(ScoreBoard other) {
    other.tallies.forEach((key, tally) -> of(key.setting(), key.rule(), key.truth()).add(tally));
  }

  /** The sum of all tallies that a person asks for. */
  public AlertScore sum(Predicate<Case> wanted) {
    AlertScore sum = new AlertScore();
    tallies.forEach(
        (key, tally) -> {
          if (wanted.test(key)) {
            sum.add(tally);
          }
        });
    return sum;
  }

  /** The different values of a part of the names. */
  public List<String> names(Function<Case, String> part) {
    return tallies.keySet().stream().map(part).distinct().toList();
  }
}
