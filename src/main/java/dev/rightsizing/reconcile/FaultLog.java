// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.recommend.Policy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Logs internal errors with their stack trace: once for each place, until a run goes well. */
public final class FaultLog {
  private final Map<Policy.Id, Set<String>> places = new ConcurrentHashMap<>();
  private final Logger log;

  /**
   * @param log of the class whose faults they are
   */
  public FaultLog(Logger log) {
    this.log = log;
  }

  /** A run ended with an unexpected error, or continued without a part. */
  public void report(Policy.Id policy, Throwable fault) {
    if (places.computeIfAbsent(policy, id -> ConcurrentHashMap.newKeySet()).add(place(fault))) {
      log.errorf(fault, "policy %s: internal error", policy);
    }
  }

  /** A run went well, or the policy is gone. */
  public void clear(Policy.Id policy) {
    places.remove(policy);
  }

  private static String place(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return fault.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
  }
}
