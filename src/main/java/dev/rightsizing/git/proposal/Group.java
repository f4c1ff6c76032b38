// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings.Grouping;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes into one request.
 *
 * @param name empty for the whole policy, else a namespace, or {@code namespace/Kind/name}
 * @param wanted in the order of their workloads
 * @param remembered of earlier passes, also of workloads that want nothing any more
 * @param last what the policy says of its request
 */
record Group(
    String name,
    List<ProposedChange> wanted,
    List<NotProposed> left,
    Map<WorkloadRef, WorkloadProposal> remembered,
    Optional<RequestProposal> last) {

  Group {
    wanted = List.copyOf(wanted);
    left = List.copyOf(left);
    remembered = Map.copyOf(remembered);
  }

  /** The groups of an order, and those of earlier passes that are empty now. */
  static SortedMap<String, Group> of(ProposalOrder order) {
    SortedMap<String, Parts> parts = new TreeMap<>();
    Grouping grouping = order.settings().grouping();
    order.requests().forEach(r -> at(parts, r.group()).last = Optional.of(r));
    order.wanted().forEach(c -> at(parts, name(grouping, c.ref())).wanted.add(c));
    order.remembered().forEach((r, p) -> at(parts, name(grouping, r)).remembered.put(r, p));
    order.left().stream()
        .filter(l -> grouping != Grouping.WORKLOAD || parts.containsKey(name(grouping, l.ref())))
        .forEach(l -> at(parts, name(grouping, l.ref())).left.add(l));
    SortedMap<String, Group> groups = new TreeMap<>();
    parts.forEach((name, p) -> groups.put(name, p.group(name)));
    return groups;
  }

  private static Parts at(SortedMap<String, Parts> parts, String name) {
    return parts.computeIfAbsent(name, n -> new Parts());
  }

  private static String name(Grouping grouping, WorkloadRef ref) {
    return switch (grouping) {
      case POLICY -> "";
      case NAMESPACE -> ref.namespace();
      case WORKLOAD -> ref.toString();
    };
  }

  private static final class Parts {
    private final List<ProposedChange> wanted = new ArrayList<>();
    private final List<NotProposed> left = new ArrayList<>();
    private final SortedMap<WorkloadRef, WorkloadProposal> remembered = new TreeMap<>();
    private Optional<RequestProposal> last = Optional.empty();

    private Group group(String name) {
      wanted.sort(Comparator.comparing(ProposedChange::ref));
      return new Group(name, wanted, left, remembered, last);
    }
  }
}
