// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.model.risk.ContainerReading;
import java.time.Instant;

/** A rule that watches one life of one container, tick by tick in order of time. */
@FunctionalInterface
interface RiskWatch {
  AlertOutput evaluate(ContainerReading container, Instant now);

  /** A watch with the name that tables give it. */
  record Named(String name, RiskWatch watch) {}
}
