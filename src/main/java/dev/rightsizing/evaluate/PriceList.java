// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSource.NodePrice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What resources cost a workload: what the policy says, else the mean over the nodes on which its
 * pods run, else a list price.
 *
 * @param missing that the nodes' prices could not be read, and why
 */
record PriceList(Optional<Price> policy, Map<String, NodePrice> nodes, List<String> missing) {

  /**
   * Asks the source for the nodes' prices only where the policy names none. Without an answer the
   * list price is good enough.
   */
  static PriceList read(Optional<Price> policy, UsageSource source, Instant at) {
    try {
      return new PriceList(
          policy, policy.isPresent() ? Map.of() : source.nodePrices(at), List.of());
    } catch (UsageException e) {
      return new PriceList(policy, Map.of(), List.of("prices of nodes: " + e.getMessage()));
    }
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
