// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.plausible.Ceilings;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Some hours of some namespaces that are read at once.
 *
 * @param lastHour included
 * @param ceilings what samples of memory can be at most
 */
record HourSlice(
    SortedSet<String> namespaces,
    long firstHour,
    long lastHour,
    PodOwners owners,
    Ceilings ceilings) {

  /** Some of its hours; the last is included. */
  HourSlice part(long from, long to) {
    return new HourSlice(namespaces, from, to, owners, ceilings);
  }

  SignalQuery query(Signal signal) {
    return new SignalQuery(signal, namespaces, firstHour, lastHour);
  }

  /** The workload's container that a pod's container belongs to; empty if the pod has no owner. */
  Optional<ContainerRef> container(SeriesKey key) {
    return owners
        .ownerOf(key.namespace(), key.pod())
        .map(owner -> new ContainerRef(owner, key.container()));
  }
}
