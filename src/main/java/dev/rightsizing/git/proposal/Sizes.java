// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.SizeEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares quantities of one workload, and puts others into its change. */
final class Sizes {
  private Sizes() {}

  /** Names one quantity of a workload. */
  private record Key(String container, ContainerRole role, Resource resource, Bound bound) {
    static Key of(SizeEdit e) {
      return new Key(e.container(), e.role(), e.resource(), e.bound());
    }
  }

  /**
   * Whether two sets of sizes differ by no more than a share of the first in each quantity: 219m
   * and 230m do not at 10 %, 219m and 250m do, and so does a limit that only one of them has.
   */
  static boolean near(List<SizeEdit> one, List<SizeEdit> other, int percent) {
    return near(by(one, SizeEdit::to), by(other, SizeEdit::to), percent);
  }

  /** Whether what is there now is that near to what is wanted. */
  static boolean alreadyNear(List<SizeEdit> edits, int percent) {
    return near(by(edits, SizeEdit::from), by(edits, SizeEdit::to), percent);
  }

  /**
   * Whether the cluster has what was proposed.
   *
   * @param wanted what the cluster wants now, and has; a quantity that it does not name needs no
   *     change, so it is as wanted
   */
  static boolean caughtUp(List<SizeEdit> proposed, List<SizeEdit> wanted) {
    Map<Key, Optional<Amount>> now = by(wanted, SizeEdit::from);
    return proposed.stream()
        .allMatch(e -> !now.containsKey(Key.of(e)) || same(now.get(Key.of(e)), e.to()));
  }

  /** A text that is the same for the same quantities. */
  static String print(List<SizeEdit> edits) {
    StringBuilder text = new StringBuilder();
    for (SizeEdit e : edits) {
      text.append(Key.of(e)).append(quantity(e.from())).append('>').append(quantity(e.to()));
    }
    return text.toString();
  }

  /** The change with these quantities in place of its own; figures and words stay. */
  static ProposedChange with(ProposedChange change, List<SizeEdit> edits, List<String> remarks) {
    ProposedChange changed = change.withContainers(containers(edits, figures(change)));
    for (String remark : remarks) {
      changed = changed.withRemark(remark);
    }
    return changed;
  }

  private static List<ProposedContainer> containers(
      List<SizeEdit> edits, Map<Key, ProposedContainer.Change> figures) {
    Map<Key, Map<Bound, SizeEdit>> byResource = new LinkedHashMap<>();
    for (SizeEdit e : edits) {
      byResource.computeIfAbsent(resource(e), k -> new HashMap<>()).put(e.bound(), e);
    }
    Map<Key, List<ProposedContainer.Change>> byContainer = new LinkedHashMap<>();
    byResource.forEach(
        (key, bounds) ->
            byContainer
                .computeIfAbsent(
                    new Key(key.container(), key.role(), null, null), k -> new ArrayList<>())
                .add(change(key, bounds, Optional.ofNullable(figures.get(key)))));
    return byContainer.entrySet().stream()
        .map(e -> new ProposedContainer(e.getKey().container(), e.getKey().role(), e.getValue()))
        .toList();
  }

  private static ProposedContainer.Change change(
      Key key, Map<Bound, SizeEdit> bounds, Optional<ProposedContainer.Change> figures) {
    return new ProposedContainer.Change(
        key.resource(),
        figures.map(ProposedContainer.Change::now).orElseGet(() -> size(bounds, SizeEdit::from)),
        size(bounds, SizeEdit::to),
        figures.flatMap(ProposedContainer.Change::p95),
        figures.flatMap(ProposedContainer.Change::peak),
        figures.map(ProposedContainer.Change::explanation).orElse(""));
  }

  private static Size size(Map<Bound, SizeEdit> bounds, Function<SizeEdit, Optional<Amount>> side) {
    return new Size(
        Optional.ofNullable(bounds.get(Bound.REQUEST)).flatMap(side),
        Optional.ofNullable(bounds.get(Bound.LIMIT)).flatMap(side));
  }

  private static Map<Key, ProposedContainer.Change> figures(ProposedChange change) {
    Map<Key, ProposedContainer.Change> figures = new HashMap<>();
    for (ProposedContainer c : change.containers()) {
      c.resources().forEach(r -> figures.put(new Key(c.name(), c.role(), r.resource(), null), r));
    }
    return figures;
  }

  private static Key resource(SizeEdit e) {
    return new Key(e.container(), e.role(), e.resource(), null);
  }

  private static Map<Key, Optional<Amount>> by(
      List<SizeEdit> edits, Function<SizeEdit, Optional<Amount>> side) {
    Map<Key, Optional<Amount>> amounts = new LinkedHashMap<>();
    edits.forEach(e -> amounts.put(Key.of(e), side.apply(e)));
    return amounts;
  }

  private static boolean near(
      Map<Key, Optional<Amount>> one, Map<Key, Optional<Amount>> other, int percent) {
    Set<Key> keys = new LinkedHashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream()
        .allMatch(
            k ->
                near(
                    one.getOrDefault(k, Optional.empty()),
                    other.getOrDefault(k, Optional.empty()),
                    percent));
  }

  private static boolean near(Optional<Amount> one, Optional<Amount> other, int percent) {
    if (same(one, other)) {
      return true;
    }
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    double difference = Math.abs(other.get().minus(one.get()).value());
    return difference * 100 <= percent * Math.abs(one.get().value());
  }

  /** As quantities, so that what a status has kept as text is the same. */
  private static boolean same(Optional<Amount> one, Optional<Amount> other) {
    return quantity(one).equals(quantity(other));
  }

  private static String quantity(Optional<Amount> amount) {
    return amount.map(Amount::toQuantity).orElse("");
  }
}
