// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Comparator;

/** Names one workload of a cluster. */
public record WorkloadRef(String namespace, WorkloadKind kind, String name)
    implements Comparable<WorkloadRef> {

  private static final Comparator<WorkloadRef> ORDER =
      Comparator.comparing(WorkloadRef::namespace)
          .thenComparing(WorkloadRef::kind)
          .thenComparing(WorkloadRef::name);

  @Override
  public int compareTo(WorkloadRef other) {
    return ORDER.compare(this, other);
  }

  /** {@code namespace/Kind/name}. */
  @Override
  public String toString() {
    return namespace + "/" + kind.kind() + "/" + name;
  }
}
