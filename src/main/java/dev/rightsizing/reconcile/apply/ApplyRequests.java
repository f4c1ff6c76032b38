// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Has a policy's changes looked at soon and not only after an interval: an evaluation has written
 * sizes, a person has decided or asked for something, or a pod that matters has changed.
 */
public final class ApplyRequests {
  private final SimpleInboundEventSource<RightSizingPolicy> events =
      new SimpleInboundEventSource<>("changes");

  /** Asks for a pass of a policy. */
  public void soon(Policy.Id policy) {
    events.propagateEvent(new ResourceID(policy.name(), policy.namespace()));
  }

  EventSource<?, RightSizingPolicy> events() {
    return events;
  }
}
