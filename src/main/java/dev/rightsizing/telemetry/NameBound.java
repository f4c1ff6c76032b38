// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import java.util.HashSet;
import java.util.Set;

/**
 * Bounds how many names of the cluster become values of labels. A name that came first keeps its
 * series until it is released; what finds no room is summed under {@link #OTHER}.
 */
public final class NameBound {
  /** Not a name that Kubernetes accepts, so that no namespace and no policy has it. */
  public static final String OTHER = "_other";

  private final Set<String> admitted = new HashSet<>();
  private final int most;

  /**
   * @param most names with series of their own; 0: none has
   */
  public NameBound(int most) {
    this.most = most;
  }

  /** Whether a name has series of its own, which it gets while there is room. */
  synchronized boolean admits(String name) {
    if (admitted.contains(name)) {
      return true;
    }
    return admitted.size() < most && admitted.add(name);
  }

  /** Makes room: the name is gone. */
  synchronized void release(String name) {
    admitted.remove(name);
  }
}
