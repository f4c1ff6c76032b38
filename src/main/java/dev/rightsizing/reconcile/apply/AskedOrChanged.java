// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Lets through what changes a policy's spec, and what people ask for by annotations, which leaves
 * the generation as it is. Its status changes all the time.
 */
public final class AskedOrChanged implements OnUpdateFilter<RightSizingPolicy> {

  @Override
  public boolean accept(RightSizingPolicy now, RightSizingPolicy before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(
            now.getMetadata().getDeletionTimestamp(), before.getMetadata().getDeletionTimestamp())
        || !PeopleRequests.text(now).equals(PeopleRequests.text(before));
  }
}
