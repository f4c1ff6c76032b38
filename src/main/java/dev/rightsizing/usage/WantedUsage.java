// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What policies together want of one history.
 *
 * @param lookback the longest
 */
public record WantedUsage(Set<String> namespaces, Duration lookback) {

  public WantedUsage {
    namespaces = Set.copyOf(namespaces);
  }

  /** All of several. */
  public static WantedUsage union(Collection<WantedUsage> several) {
    Set<String> namespaces = new TreeSet<>();
    Duration longest = Duration.ZERO;
    for (WantedUsage one : several) {
      namespaces.addAll(one.namespaces);
      longest = one.lookback.compareTo(longest) > 0 ? one.lookback : longest;
    }
    return new WantedUsage(namespaces, longest);
  }
}
