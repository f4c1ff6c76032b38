// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;

/** How far the change of a workload is. */
public enum ChangeState {
  /** Nothing is applied. */
  NONE("", "", false),
  HELD("Held", "calm", false),
  READY("Ready", "calm", false),
  APPLYING("Applying", "calm", true),
  WATCHING("Watching", "calm", true),
  APPLIED("Applied", "good", false),
  UNDONE("Undone", "warning", true),
  GIVEN_UP("Given up", "critical", true),
  OWNED_BY_OTHER("Owned by other", "warning", false);

  private final String text;
  private final String tone;
  private final boolean news;

  ChangeState(String text, String tone, boolean news) {
    this.text = text;
    this.tone = tone;
    this.news = news;
  }

  private static ChangeState known(WorkloadApplyStatus.State state) {
    return switch (state) {
      case Held -> HELD;
      case Ready -> READY;
      case Applying -> APPLYING;
      case Watching -> WATCHING;
      case Applied -> APPLIED;
      case Undone -> UNDONE;
      case GivenUp -> GIVEN_UP;
      case OwnedByOther -> OWNED_BY_OTHER;
    };
  }

  /** Of a Recommendation's status, which may lack it. */
  public static ChangeState of(WorkloadApplyStatus apply) {
    return apply == null || apply.getState() == null ? NONE : known(apply.getState());
  }

  /** For people. */
  public String text() {
    return text;
  }

  /** Its colour: {@code calm}, {@code good}, {@code warning} or {@code critical}. */
  public String tone() {
    return tone;
  }

  /** Whether a list says so: something goes on, or did not go well. */
  public boolean isNews() {
    return news;
  }
}
