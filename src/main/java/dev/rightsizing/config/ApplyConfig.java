// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of mode Apply. */
public interface ApplyConfig {

  @ConfigDescription(
      "Whether the operator changes workloads of policies of mode Apply; it needs rights for that,"
          + " which the chart value apply.enabled adds.")
  @WithDefault("false")
  boolean enabled();

  @ConfigDescription(
      "How often changes that are under way are looked at, besides after each event that matters;"
          + " workloads without one are looked at a twelfth as often.")
  @WithDefault("10s")
  Duration interval();

  @ConfigDescription(
      "Number of workloads of one namespace that change at the same time, over all policies.")
  @WithDefault("10")
  int maxInFlightPerNamespace();

  @ConfigDescription("Number of workloads that change at the same time, over all policies.")
  @WithDefault("50")
  int maxInFlight();
}
