// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.absence;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What a source has of one metric in some namespaces over the last hour. */
public final class Traces {
  private final Map<Key, Long> samples = new HashMap<>();

  private record Key(String namespace, Trace trace) {}

  /**
   * Takes what was found.
   *
   * @param count samples of the series that has the most
   */
  public void add(String namespace, Trace trace, long count) {
    samples.merge(new Key(namespace, trace), count, Math::max);
  }

  /** Samples in the hour of the series that has the most; empty where there is none. */
  public OptionalLong samples(String namespace, Trace trace) {
    Long count = samples.get(new Key(namespace, trace));
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }
}
