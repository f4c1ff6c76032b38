// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;
import java.util.Optional;

/**
 * What a target of an autoscaler does to a workload's sizes, and what the sizes do to it.
 *
 * @param keepingPercent the target that would keep the scale point with the sizes that usage asks
 *     for; empty where nothing changes or no whole percent does
 * @param otherwise by container, the size that usage asks for where it is held
 * @param message one sentence for people
 * @param patch JSON Patch of the autoscaler that sets the target; empty where none is to be set
 */
public record ScaleAdvice(
    Autoscaling autoscaler,
    Autoscaling.Target target,
    Decision decision,
    Optional<Integer> keepingPercent,
    Map<String, Size> otherwise,
    String message,
    Optional<String> patch) {

  /** Without a patch of the autoscaler. */
  public ScaleAdvice(
      Autoscaling autoscaler,
      Autoscaling.Target target,
      Decision decision,
      Optional<Integer> keepingPercent,
      Map<String, Size> otherwise,
      String message) {
    this(autoscaler, target, decision, keepingPercent, otherwise, message, Optional.empty());
  }

  public ScaleAdvice {
    otherwise = Map.copyOf(otherwise);
  }

  public ScaleAdvice withPatch(Optional<String> text) {
    return new ScaleAdvice(autoscaler, target, decision, keepingPercent, otherwise, message, text);
  }

  /** What came of it. */
  public enum Decision {
    /** Requests are kept. */
    HELD("Held"),
    /** Requests change, and the target has to change with them. */
    SCALE_POINT("ScalePoint"),
    /** Requests change and the policy leaves the target alone. */
    IGNORED("Ignored"),
    /** Usage asks for no other request. */
    UNCHANGED("Unchanged"),
    /** A container without a request keeps the autoscaler from working at all. */
    NO_REQUEST("NoRequest");

    private final String text;

    Decision(String text) {
      this.text = text;
    }

    /** As in a Recommendation. */
    public String text() {
      return text;
    }
  }
}
