// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.QuotaProjection.Forecast;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What every quota line will be when all recommendations are applied: what is used now, plus what
 * grows times the pods that will be, minus what shrinks times the pods that are. Pods that give
 * back more than is used cannot be: then an input is wrong, and no figure is better than one made
 * of it.
 */
final class QuotaProjector {

  /** A millionth of 1m or 1Mi is the dust of doubles. */
  private static final double DUST = 1e-6;

  /**
   * Each line with its projection, where one can be made.
   *
   * @param wanted sizes as usage asks for them
   * @param fitted the same workloads with sizes that fit
   */
  List<QuotaProjection> project(
      List<Quota> quotas, List<Candidate> wanted, List<Candidate> fitted) {
    return quotas.stream().map(line -> project(line, wanted, fitted)).toList();
  }

  private static QuotaProjection project(
      Quota line, List<Candidate> wanted, List<Candidate> fitted) {
    if (!line.projectable()) {
      return new QuotaProjection(line, Optional.empty());
    }
    return givesBackTooMuch(line, on(line, fitted)) || givesBackTooMuch(line, on(line, wanted))
        ? new QuotaProjection(line, Optional.empty(), true)
        : new QuotaProjection(line, Optional.of(forecast(line, wanted, fitted)));
  }

  /** Whether pods would give back more than the line has counted as used. */
  static boolean givesBackTooMuch(Quota line, List<PodsOnLine> pods) {
    double back = pods.stream().mapToDouble(p -> p.givenBack().value()).sum();
    return back > line.used().orElseThrow().value() + DUST * line.resource().granule();
  }

  /** Whether a line counts a workload's pods. */
  static boolean counts(Quota line, Candidate candidate) {
    return line.namespace().equals(candidate.workload().ref().namespace())
        && line.counts(candidate.workload().footprint(), candidate.bestEffort());
  }

  private static Forecast forecast(Quota line, List<Candidate> wanted, List<Candidate> fitted) {
    Amount steady = line.used().orElseThrow();
    Amount worst = steady;
    Amount rolling = Amount.zero(line.resource());
    for (PodsOnLine pods : on(line, fitted)) {
      steady = steady.plus(pods.added());
      worst = worst.plus(pods.addedScaledOut());
      rolling = rolling.max(pods.rolling());
    }
    Amount asked = line.used().orElseThrow();
    for (PodsOnLine pods : on(line, wanted)) {
      asked = asked.plus(pods.added());
    }
    return new Forecast(
        exact(steady), exact(worst.plus(rolling).max(steady)), exact(asked.max(steady)));
  }

  private static List<PodsOnLine> on(Quota line, List<Candidate> candidates) {
    return candidates.stream()
        .filter(c -> counts(line, c))
        .sorted(Comparator.comparing(c -> c.workload().ref()))
        .map(c -> PodsOnLine.of(c, line))
        .toList();
  }

  /** To the quantity that the API server counts: the last bit of a double must not overflow. */
  private static Amount exact(Amount amount) {
    return Amount.parse(amount.resource(), amount.toQuantity());
  }
}
