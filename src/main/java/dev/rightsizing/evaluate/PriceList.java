// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSource.NodePrice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What resources cost a workload: what the policy says, else the mean over the nodes on which its
 * pods run, else a list price.
 *
 * @param doubtful nodes of which the price is not believed, with it
 * @param missing that the nodes' prices could not be read, and why
 */
record PriceList(
    Optional<Price> policy,
    Map<String, NodePrice> nodes,
    Map<String, NodePrice> doubtful,
    List<String> missing) {

  /**
   * USD an hour for a core or a GiB. The dearest machines for rent, licences included, are under 2
   * a core and under 1 a GiB.
   */
  private static final double MOST = 10;

  /**
   * Asks the source for the nodes' prices only where the policy names none. Without an answer the
   * list price is good enough.
   */
  static PriceList read(Optional<Price> policy, UsageSource source, Instant at) {
    if (policy.isPresent()) {
      return unread(policy);
    }
    try {
      return ofNodes(source.nodePrices(at));
    } catch (UsageException e) {
      return new PriceList(
          policy, Map.of(), Map.of(), List.of("prices of nodes: " + e.getMessage()));
    }
  }

  /** What the policy says, else the list price. */
  static PriceList unread(Optional<Price> policy) {
    return new PriceList(policy, Map.of(), Map.of(), List.of());
  }

  private static PriceList ofNodes(Map<String, NodePrice> read) {
    Map<String, NodePrice> believed = new HashMap<>(read);
    believed.values().removeIf(price -> !isBelieved(price));
    Map<String, NodePrice> doubtful = new HashMap<>(read);
    doubtful.keySet().removeAll(believed.keySet());
    return new PriceList(Optional.empty(), believed, doubtful, List.of());
  }

  private static boolean isBelieved(NodePrice price) {
    return price.cpuCoreHour() <= MOST && price.memoryGiBHour() <= MOST;
  }

  /** A remark on implausible prices of a workload's nodes; nearly always empty. */
  List<String> doubts(Workload workload) {
    return workload.nodes().stream()
        .distinct()
        .filter(doubtful::containsKey)
        .sorted()
        .findFirst()
        .map(
            node ->
                String.format(
                    Locale.ROOT,
                    "the price that the source has of node %s (%.4g USD a core hour, %.4g USD a GiB"
                        + " hour) is over %.0f USD and is ignored",
                    node,
                    doubtful.get(node).cpuCoreHour(),
                    doubtful.get(node).memoryGiBHour(),
                    MOST))
        .stream()
        .toList();
  }

  Price of(Workload workload) {
    return policy.orElseGet(() -> ofNodes(workload));
  }

  /** All are in one currency: OpenCost's metrics and the list price are in USD. */
  String currency() {
    return policy.map(Price::currency).orElse(Price.DEFAULT.currency());
  }

  private Price ofNodes(Workload workload) {
    List<NodePrice> known =
        workload.nodes().stream().map(nodes::get).filter(Objects::nonNull).toList();
    if (known.isEmpty()) {
      return Price.DEFAULT;
    }
    return new Price(
        known.stream().mapToDouble(NodePrice::cpuCoreHour).average().orElseThrow(),
        known.stream().mapToDouble(NodePrice::memoryGiBHour).average().orElseThrow(),
        Price.DEFAULT.currency(),
        PriceSource.NODES);
  }
}
