// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.Policy;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Has a policy's proposals looked at soon and not only after an interval: an evaluation has written
 * sizes, or a person has decided.
 */
public final class ProposalRequests {
  private final SimpleInboundEventSource<RightSizingPolicy> events =
      new SimpleInboundEventSource<>("news");

  /** Asks for a pass of a policy. */
  public void soon(Policy.Id policy) {
    events.propagateEvent(new ResourceID(policy.name(), policy.namespace()));
  }

  EventSource<?, RightSizingPolicy> events() {
    return events;
  }
}
