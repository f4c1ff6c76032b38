// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.trace;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;

/** Gives the sources of another one, with a step around each of their reads. */
public record TracedUsageSources(UsageSources sources, Tracing tracing) implements UsageSources {

  @Override
  public UsageSource source(SourceRequest request) throws UsageException {
    return new TracedUsageSource(sources.source(request), tracing);
  }

  @Override
  public void forget(PolicyRef policy) {
    sources.forget(policy);
  }

  @Override
  public boolean allowsFreeQueries(SourceRequest request) {
    return sources.allowsFreeQueries(request);
  }
}
