// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.SeriesKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pods that come with one value of a label.
 *
 * @param all every pod
 * @param living those that live here by name; a StatefulSet's may live elsewhere too
 * @param ours those that live here under a name with a random suffix, which no other cluster has
 * @param strangers those with such a name, of a workload that is here, that do not live here
 */
record PodsByValue(Set<PodRef> all, Set<PodRef> living, Set<PodRef> ours, Set<PodRef> strangers) {

  private PodsByValue() {
    this(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  /** By value of one label; series without it have the empty value. */
  static SortedMap<String, PodsByValue> of(
      String label, Collection<SeriesKey> series, KnownPods known) {
    SortedMap<String, PodsByValue> values = new TreeMap<>();
    for (SeriesKey key : series) {
      values.computeIfAbsent(key.labels().get(label), v -> new PodsByValue()).add(key, known);
    }
    return values;
  }

  private void add(SeriesKey key, KnownPods known) {
    PodRef pod = new PodRef(key.namespace(), key.pod());
    if (!all.add(pod)) {
      return;
    }
    Optional<WorkloadRef> owner = known.ownerOf(key.namespace(), key.pod());
    boolean random = owner.isPresent() && owner.get().kind() != WorkloadKind.STATEFULSET;
    if (known.lives(key.namespace(), key.pod())) {
      living.add(pod);
      if (random) {
        ours.add(pod);
      }
    } else if (random) {
      strangers.add(pod);
    }
  }

  boolean shares(PodsByValue other) {
    return all.stream().anyMatch(other.all::contains);
  }

  /** Living pods that no other value has. */
  boolean hasOwnOver(Collection<PodsByValue> others) {
    return living.stream().anyMatch(pod -> others.stream().noneMatch(o -> o.all.contains(pod)));
  }

  boolean mostlyLiving() {
    return 2 * living.size() > all.size();
  }
}
