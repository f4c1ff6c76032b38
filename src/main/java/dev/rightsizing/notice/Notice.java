// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One happening.
 *
 * @param regarding what it is about; people find it there
 * @param related what knows more
 * @param warning whether somebody should act
 * @param note for people, with figures
 * @param details the same for programs
 * @param crossing names the happening: equal for the same one, also after a restart
 * @param at when it is published
 * @param action what the operator did about it
 */
public record Notice(
    Subject regarding,
    Optional<Subject> related,
    Reason reason,
    boolean warning,
    String note,
    Details details,
    String crossing,
    Instant at,
    Action action) {

  /** One of the risk watch. */
  public Notice(
      Subject regarding,
      Optional<Subject> related,
      Reason reason,
      boolean warning,
      String note,
      Details details,
      String crossing,
      Instant at) {
    this(regarding, related, reason, warning, note, details, crossing, at, Action.WATCH_RISK);
  }

  /** What the operator does, as an Event shows it. */
  public enum Action {
    WATCH_RISK("WatchRisk"),
    PROPOSE("Propose"),
    APPLY("Apply");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * An object in the cluster.
   *
   * @param fieldPath the part of the object that is meant; two parts may have the same notice
   */
  public record Subject(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String uid,
      Optional<String> fieldPath) {

    /** The object as a whole. */
    public Subject(String apiVersion, String kind, String namespace, String name, String uid) {
      this(apiVersion, kind, namespace, name, uid, Optional.empty());
    }
  }

  /**
   * What a note says, in parts.
   *
   * @param policy whose watch saw it
   * @param changes of signals of one workload, the worst first; empty when it is about several
   */
  public record Details(Optional<Subject> policy, List<Change> changes) {
    public Details {
      changes = List.copyOf(changes);
    }
  }

  /**
   * One signal that crossed a threshold.
   *
   * @param container empty for a signal of the whole workload
   * @param name of a signal that the policy names; else empty
   * @param since when what led to it began
   * @param sentence what happened, with its figures
   * @param advised the size that the evaluation advises, when it got worse and there is one
   */
  public record Change(
      String container,
      RiskKind signal,
      String name,
      RiskLevel from,
      RiskLevel to,
      Instant since,
      String sentence,
      Optional<Advice> advised) {}

  /** Quantities of the resource that the signal is about; empty: none is advised. */
  public record Advice(Optional<String> request, Optional<String> limit) {}
}
