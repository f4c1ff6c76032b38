// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.NodeCapacity;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.Reason;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.ObjectLister.Listing;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads how large the nodes are. A node keeps its size while its status changes every few minutes,
 * so they are listed now and then and not watched. Where the role does not allow it nothing is
 * known of them. Safe for use by several threads.
 */
final class NodeReader {

  /** A list is this good as long as every pod's node is in it. */
  private static final Duration HOLDS = Duration.ofMinutes(30);

  /** A node that is not in the list may have just joined; or it is gone and never will be. */
  private static final Duration SOONEST = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final ObjectLister lister;
  private final Clock clock;
  private Nodes nodes = Nodes.UNKNOWN;
  private Instant read = Instant.MIN;

  NodeReader(KubernetesClient client, ObjectLister lister, Clock clock) {
    this.client = client;
    this.lister = lister;
    this.clock = clock;
  }

  /**
   * The nodes, listed anew when the last list is old or lacks one of the wanted.
   *
   * @param wanted names of nodes that pods run on
   * @throws WorkloadException if the API server does not answer
   */
  synchronized Nodes read(Set<String> wanted) throws WorkloadException {
    Instant now = clock.instant();
    boolean refused = read.isAfter(Instant.MIN) && !nodes.isKnown();
    boolean enough = refused || nodes.byName().keySet().containsAll(wanted);
    if (now.isBefore(read.plus(enough ? HOLDS : SOONEST))) {
      return nodes;
    }
    nodes = list();
    read = now;
    return nodes;
  }

  private Nodes list() throws WorkloadException {
    try {
      return new Nodes(
          lister
              .list(new Listing<>("nodes", "the cluster", client.nodes()), NodeReader::capacity)
              .stream()
              .collect(Collectors.toMap(NodeCapacity::name, Function.identity(), (a, b) -> b)));
    } catch (WorkloadException e) {
      if (e.reason() == Reason.KUBERNETES_FORBIDDEN) {
        return Nodes.UNKNOWN;
      }
      throw e;
    }
  }

  private static NodeCapacity capacity(Node node) {
    boolean known = node.getStatus() != null;
    return new NodeCapacity(
        node.getMetadata().getName(),
        known ? Quantities.amounts(node.getStatus().getCapacity()) : Map.of(),
        known ? Quantities.amounts(node.getStatus().getAllocatable()) : Map.of());
  }
}
