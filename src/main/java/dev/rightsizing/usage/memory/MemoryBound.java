// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much may be held. Who is over it pays: the namespace whose policies hold the most gives up
 * its least recently used first, so that many policies of one never cost others theirs.
 *
 * @param bytes of heap
 */
public record MemoryBound(long bytes) {
  /** Without a bound. */
  public static final MemoryBound NONE = new MemoryBound(Long.MAX_VALUE);

  public MemoryBound {
    if (bytes <= 0) {
      throw new IllegalArgumentException("RIGHTSIZING_USAGE_MEMORY must be more than 0");
    }
  }

  /** What must go so that the rest fits. */
  List<Holding> excess(List<Holding> held) {
    List<Holding> kept = new ArrayList<>(held);
    List<Holding> gone = new ArrayList<>();
    long total = kept.stream().mapToLong(Holding::bytes).sum();
    while (total > bytes && !kept.isEmpty()) {
      String greediest = greediest(kept);
      // What others share costs them too, so it goes last.
      Holding victim =
          kept.stream()
              .filter(one -> greediest.isEmpty() || one.namespaces().contains(greediest))
              .min(
                  Comparator.<Holding>comparingInt(one -> one.namespaces().size())
                      .thenComparing(Holding::lastUsed, (a, b) -> Long.signum(a - b)))
              .orElseThrow();
      kept.remove(victim);
      gone.add(victim);
      total -= victim.bytes();
    }
    return gone;
  }

  /** The namespace that holds the most; what several share counts for each by its part. */
  private static String greediest(List<Holding> held) {
    Map<String, Double> byNamespace = new HashMap<>();
    for (Holding one : held) {
      Set<String> namespaces = one.namespaces();
      namespaces.forEach(
          n -> byNamespace.merge(n, (double) one.bytes() / namespaces.size(), Double::sum));
    }
    return byNamespace.entrySet().stream()
        .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
