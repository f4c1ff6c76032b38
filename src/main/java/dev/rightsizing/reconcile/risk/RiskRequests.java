// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has a policy's risk evaluated soon and not only after an interval: an evaluation has written
 * something new to watch.
 */
public final class RiskRequests {
  private final SimpleInboundEventSource<RightSizingPolicy> events =
      new SimpleInboundEventSource<>("evaluated");
  private final Set<Policy.Id> asked = ConcurrentHashMap.newKeySet();

  /** Asks for a risk evaluation of a policy. */
  public void soon(Policy.Id policy) {
    asked.add(policy);
    events.propagateEvent(new ResourceID(policy.name(), policy.namespace()));
  }

  /** Whether a policy's risk evaluation was asked for since the last call. */
  boolean take(Policy.Id policy) {
    return asked.remove(policy);
  }

  EventSource<?, RightSizingPolicy> events() {
    return events;
  }
}
