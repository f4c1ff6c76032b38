// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import java.util.List;
import java.util.Optional;

/**
 * One condition of a scoped ResourceQuota; a pod counts when it meets all.
 *
 * @param values of {@link Operator#IN} and {@link Operator#NOT_IN}
 */
public record QuotaScope(Kind kind, Operator operator, List<String> values) {

  public QuotaScope {
    values = List.copyOf(values);
  }

  /** What is looked at. */
  public enum Kind {
    TERMINATING,
    NOT_TERMINATING,
    BEST_EFFORT,
    NOT_BEST_EFFORT,
    PRIORITY_CLASS,
    /** One that a template does not decide, such as CrossNamespacePodAffinity. */
    OTHER
  }

  /** What is asked of the priority class; the other kinds know {@link #EXISTS} alone. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  /** A scope without values. */
  public static QuotaScope of(Kind kind) {
    return new QuotaScope(kind, Operator.EXISTS, List.of());
  }

  /** Whether it is known which pods count. */
  public boolean known() {
    return kind != Kind.OTHER;
  }

  /**
   * Whether a workload's pods count.
   *
   * @param bestEffort whether no container asks for anything, the QoS class BestEffort
   */
  public boolean matches(PodCountBounds pods, boolean bestEffort) {
    return switch (kind) {
      case TERMINATING -> pods.terminating();
      case NOT_TERMINATING -> !pods.terminating();
      case BEST_EFFORT -> bestEffort;
      case NOT_BEST_EFFORT -> !bestEffort;
      case PRIORITY_CLASS -> matches(pods.priorityClass());
      case OTHER -> false;
    };
  }

  /** As the API server does: NotIn also holds without a priority class. */
  private boolean matches(Optional<String> priority) {
    return switch (operator) {
      case IN -> priority.filter(values::contains).isPresent();
      case NOT_IN -> priority.filter(values::contains).isEmpty();
      case EXISTS -> priority.isPresent();
      case DOES_NOT_EXIST -> priority.isEmpty();
    };
  }
}
