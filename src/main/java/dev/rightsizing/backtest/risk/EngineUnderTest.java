// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.RiskAssessment;
import dev.rightsizing.model.risk.RiskChange;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskSettings;
import dev.rightsizing.model.risk.SignalRisk;
import dev.rightsizing.sizing.risk.RiskEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The risk engine with its state of the tick before, as the operator keeps it in a status. Several
 * rules may ask at one tick; it judges once.
 */
final class EngineUnderTest {
  private final RiskEngine engine;
  private final RiskSettings settings;
  private List<SignalRisk> remembered = List.of();
  private ContainerReading judged;
  private RiskAssessment latest;

  EngineUnderTest(RiskSettings settings) {
    this.engine = new RiskEngine(settings);
    this.settings = settings;
  }

  /** What the engine says of this reading; the next reading is judged by it. */
  RiskAssessment assess(ContainerReading container, Instant now) {
    if (container != judged) {
      latest = engine.assess(List.of(container), Map.of(), remembered, now);
      remembered = latest.signals();
      judged = container;
    }
    return latest;
  }

  /**
   * Whether the engine has nothing to say of throttling: nothing of it is remembered and no pod is
   * over the threshold. Most ticks are so, and a judgement costs as much as the rest of a tick.
   */
  boolean rests(ContainerReading container) {
    for (SignalRisk signal : remembered) {
      if (signal.key().kind() == RiskKind.THROTTLING) {
        return false;
      }
    }
    for (PodReading pod : container.pods()) {
      if (pod.cfs().isPresent()
          && pod.cfs().get().throttledShare() > settings.throttling().share()) {
        return false;
      }
    }
    return true;
  }

  /** Notifications for some kinds of risk: each change for the worse is an Event. */
  AlertOutput evaluate(Set<RiskKind> kinds, ContainerReading container, Instant now) {
    RiskAssessment assessment = assess(container, now);
    boolean on = false;
    for (SignalRisk signal : assessment.signals()) {
      on |= kinds.contains(signal.key().kind()) && signal.alarmReported().isAlarm();
    }
    boolean notified = false;
    for (RiskChange change : assessment.changes()) {
      notified |= kinds.contains(change.key().kind()) && change.isRise();
    }
    return new AlertOutput(on, notified ? 1 : 0);
  }
}
