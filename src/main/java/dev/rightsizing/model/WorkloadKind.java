// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may own a pod template that is sized. */
public enum WorkloadKind {
  DEPLOYMENT("apps/v1", "Deployment"),
  STATEFULSET("apps/v1", "StatefulSet"),
  DAEMONSET("apps/v1", "DaemonSet"),
  CRONJOB("batch/v1", "CronJob"),
  JOB("batch/v1", "Job"),
  ROLLOUT("argoproj.io/v1alpha1", "Rollout");

  private final String apiVersion;
  private final String kind;

  WorkloadKind(String apiVersion, String kind) {
    this.apiVersion = apiVersion;
    this.kind = kind;
  }

  public String apiVersion() {
    return apiVersion;
  }

  /** As written in a manifest: {@code Deployment}. */
  public String kind() {
    return kind;
  }

  /** In lower case, for names: {@code deployment}. */
  public String lowerCase() {
    return kind.toLowerCase(Locale.ROOT);
  }

  /** Runs to completion, so that it costs only while it runs. */
  public boolean isBatch() {
    return this == CRONJOB || this == JOB;
  }

  public static Optional<WorkloadKind> of(String kind) {
    return Arrays.stream(values()).filter(k -> k.kind.equals(kind)).findFirst();
  }
}
