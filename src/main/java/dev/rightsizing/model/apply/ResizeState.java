// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import java.time.Duration;
import java.util.Optional;

/**
 * What a pod's conditions say of its resize. Kubernetes reports two of them, {@code
 * PodResizePending} and {@code PodResizeInProgress}, and both can stand together; the first that is
 * listed here and holds is meant.
 */
public enum ResizeState {
  /** The node can never hold it; the kubelet does not try again. */
  INFEASIBLE("Infeasible"),
  /** The node cannot hold it now; the kubelet tries again. */
  DEFERRED("Deferred", Duration.ofMinutes(10)),
  /**
   * The kubelet could not actuate it yet. Since Kubernetes 1.34 this is what a lower memory limit
   * shows while usage is above it, so that it is no failure but waits.
   */
  ERROR("Error", Duration.ofHours(1)),
  /** The kubelet is at it. */
  IN_PROGRESS("InProgress", Duration.ofMinutes(10)),
  /** Asked for, and the kubelet has not reported on it. */
  REQUESTED("Requested", Duration.ofMinutes(5)),
  /** What runs is what the spec says. */
  DONE("Done");

  private final String text;
  private final Optional<Duration> longest;

  ResizeState(String text) {
    this.text = text;
    this.longest = Optional.empty();
  }

  ResizeState(String text, Duration longest) {
    this.text = text;
    this.longest = Optional.of(longest);
  }

  public String text() {
    return text;
  }

  /** How long it may last before the change is undone; empty where time changes nothing. */
  public Optional<Duration> longest() {
    return longest;
  }

  /** Whether it is decided: waiting changes nothing. */
  public boolean isFinal() {
    return longest.isEmpty();
  }
}
