// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.saturation;

import dev.rightsizing.model.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts two records of one container's kills together so that each kill counts once: those of one
 * pod that may lie within two minutes of each other are one. Exact times win.
 */
final class OomKillDeduplicator {
  /** Between the kill, the restart that follows it and the scrape that sees it. */
  private static final Duration SAME = Duration.ofMinutes(2);

  private OomKillDeduplicator() {}

  static List<OomKill> merge(List<OomKill> some, List<OomKill> others) {
    List<OomKill> open = new ArrayList<>(some);
    List<OomKill> merged = new ArrayList<>();
    for (OomKill other : others) {
      Optional<OomKill> twin = open.stream().filter(kill -> same(kill, other)).findFirst();
      twin.ifPresent(open::remove);
      merged.add(twin.map(kill -> one(kill, other)).orElse(other));
    }
    merged.addAll(open);
    merged.sort(Comparator.comparing(OomKill::at).thenComparing(OomKill::pod));
    return List.copyOf(merged);
  }

  private static boolean same(OomKill a, OomKill b) {
    return a.pod().equals(b.pod())
        && !begin(a).isAfter(b.at().plus(SAME))
        && !begin(b).isAfter(a.at().plus(SAME));
  }

  private static Instant begin(OomKill kill) {
    return kill.at().minus(kill.within());
  }

  private static OomKill one(OomKill a, OomKill b) {
    OomKill exact = a.within().compareTo(b.within()) <= 0 ? a : b;
    OomKill recorded = exact == a ? b : a;
    // A pod resized since the kill shows its later limit; the limit recorded at the kill wins.
    boolean known = !recorded.within().isZero() && recorded.limit().isPresent();
    Optional<Amount> limit =
        known
            ? recorded.limit()
            : Stream.of(a, b).flatMap(kill -> kill.limit().stream()).min(Amount::compareTo);
    return new OomKill(exact.pod(), exact.at(), exact.within(), limit);
  }
}
