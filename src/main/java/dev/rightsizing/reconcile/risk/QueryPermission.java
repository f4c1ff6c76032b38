// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.recommend.Policy;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageSources;
import java.util.Optional;

/**
 * Which policies may have queries of their own sent. With free PromQL a tenant could read what
 * belongs to others, and load the Prometheus of all. So it is for policies in the operator's own
 * namespace, and for sources of which an administrator says so; which source is meant, and whether
 * it is the operator's own, is answered where sources are made.
 *
 * @param ownNamespace the operator's
 */
public record QueryPermission(String ownNamespace, UsageSources sources) {

  /** Whether a policy's own queries may be sent. */
  public boolean allows(Policy policy) {
    return policy.id().namespace().equals(ownNamespace)
        || sources.allowsFreeQueries(
            new SourceRequest(policy.source().url(), Optional.empty(), policy.source().matchers()));
  }
}
