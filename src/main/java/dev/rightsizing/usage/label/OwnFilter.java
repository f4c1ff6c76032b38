// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.LabelMeaning;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.SeriesLabels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the series of this cluster through. What has a value that was not met yet is kept back and
 * noted; the read is done again when it is known what the value means.
 */
final class OwnFilter implements SampleSink {
  private final Standings standings;
  private final Optional<KnownPods> pods;
  private final boolean keepsBack;
  private final SampleSink next;
  private final Set<String> without = new HashSet<>();
  private final Map<String, LabelMeaning> meanings = new HashMap<>();
  private final Map<String, Map<String, Set<SeriesKey>>> unmet = new HashMap<>();

  /**
   * @param pods of the namespaces that are read; empty: nothing is kept back
   * @param keepsBack whether series with values that were not met are kept back
   */
  OwnFilter(Standings standings, Optional<KnownPods> pods, boolean keepsBack, SampleSink next) {
    this.standings = standings;
    this.pods = pods;
    this.keepsBack = keepsBack && pods.isPresent();
    this.next = next;
    standings
        .values()
        .forEach(
            (label, values) -> {
              if (values.get("") == Standing.FOREIGN) {
                without.add(label);
              }
            });
  }

  @Override
  public void series(SeriesKey key, long[] unixSeconds, double[] values, int count) {
    if (isOwn(key)) {
      next.series(key, unixSeconds, values, count);
    }
  }

  private boolean isOwn(SeriesKey key) {
    for (String label : without) {
      if (key.labels().get(label).isEmpty()) {
        return false;
      }
    }
    boolean own = true;
    SeriesLabels labels = key.labels();
    List<String> pairs = labels.pairs();
    for (int i = 0; i < pairs.size(); i += 2) {
      own &= isOwn(key, pairs.get(i), pairs.get(i + 1));
    }
    return own && !isHeld(key);
  }

  private boolean isOwn(SeriesKey key, String label, String value) {
    LabelMeaning meaning = meanings.computeIfAbsent(label, LabelMeaning::of);
    if (meaning != LabelMeaning.CLUSTER && meaning != LabelMeaning.UNKNOWN) {
      return true;
    }
    Optional<Standing> standing = standings.of(label, value);
    if (standing.isPresent()) {
      return standing.get() != Standing.FOREIGN;
    }
    if (!keepsBack || standings.givenUp().contains(label)) {
      return true;
    }
    unmet
        .computeIfAbsent(label, l -> new HashMap<>())
        .computeIfAbsent(value, v -> new HashSet<>())
        .add(key.bare());
    return false;
  }

  private boolean isHeld(SeriesKey key) {
    if (standings.held().isEmpty() || pods.isEmpty()) {
      return false;
    }
    Optional<WorkloadRef> owner = pods.get().ownerOf(key.namespace(), key.pod());
    return owner.isPresent() && standings.held().contains(owner.get());
  }

  /** Series with values that were not met, by label and value; without samples. */
  Map<String, Map<String, Set<SeriesKey>>> unmet() {
    return unmet;
  }
}
