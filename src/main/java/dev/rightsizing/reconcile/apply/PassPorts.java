// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.apply.Journal;
import dev.rightsizing.apply.LiveUsage;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import java.util.Collection;
import java.util.Map;

/** The journal and the usage of the one pass that decides now. */
final class PassPorts implements Journal, LiveUsage {
  private volatile Journal journal = (ref, memory) -> false;
  private volatile LiveUsage usage = LiveUsage.NONE;

  /** A pass begins to decide; no other one does at the same time. */
  void begin(Journal ofPass, LiveUsage read) {
    journal = ofPass;
    usage = read;
  }

  @Override
  public boolean keep(WorkloadRef ref, ApplyMemory memory) {
    return journal.keep(ref, memory);
  }

  @Override
  public Map<WorkloadRef, Map<String, Amount>> workingSets(Collection<WorkloadRef> refs) {
    return usage.workingSets(refs);
  }

  @Override
  public Answer ask(AbortRule rule) {
    return usage.ask(rule);
  }
}
