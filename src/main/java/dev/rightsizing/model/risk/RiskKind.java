// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is watched of a workload. */
public enum RiskKind {
  /** The CPU limit holds it back. */
  THROTTLING("Throttling", Reason.THROTTLING_RISK, Resource.CPU),
  /** It waits for CPU that others on the node have. */
  CPU_PRESSURE("CpuPressure", Reason.CPU_PRESSURE_RISK, Resource.CPU),
  /** Its memory is near the limit. */
  MEMORY("Memory", Reason.MEMORY_RISK, Resource.MEMORY),
  /** Its memory will soon be at the limit. */
  MEMORY_GROWTH("MemoryGrowth", Reason.MEMORY_GROWTH_RISK, Resource.MEMORY),
  /** It was OOM-killed. */
  OOM_KILL("OomKill", Reason.OOM_KILLED, Resource.MEMORY),
  /** A query of the policy's own, of the workload as a whole; no size follows from it. */
  POLICY_SIGNAL("PolicySignal", Reason.SIGNAL_RISK, null);

  private final String text;
  private final Reason reason;
  private final @Nullable Resource resource;

  RiskKind(String text, Reason reason, @Nullable Resource resource) {
    this.text = text;
    this.reason = reason;
    this.resource = resource;
  }

  /** As the status shows it. */
  public String text() {
    return text;
  }

  /** The reason that conditions and Events give while it is a risk. */
  public Reason reason() {
    return reason;
  }

  /** The resource whose size helps, if one does. */
  public Optional<Resource> resource() {
    return Optional.ofNullable(resource);
  }

  /** Whether its figure is a share in percent; otherwise it is a value of its own. */
  public boolean isShare() {
    return this != MEMORY_GROWTH && this != POLICY_SIGNAL;
  }

  /** The kind of that text, if there is one. */
  public static Optional<RiskKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }
}
