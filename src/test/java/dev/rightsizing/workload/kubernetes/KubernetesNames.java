// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import java.util.Random;

/**
 * Names as Kubernetes 1.35 makes them, written after its source: {@code rand.String}, {@code
 * rand.SafeEncodeString}, {@code names.SimpleNameGenerator}, and the names of the controllers.
 */
final class KubernetesNames {
  private static final String ALPHANUMS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int MAX_GENERATED = 63 - 5;

  private final Random random;

  KubernetesNames(long seed) {
    this.random = new Random(seed);
  }

  /** {@code SimpleNameGenerator.GenerateName}. */
  private String generate(String base) {
    String cut = base.length() > MAX_GENERATED ? base.substring(0, MAX_GENERATED) : base;
    StringBuilder name = new StringBuilder(cut);
    for (int i = 0; i < 5; i++) {
      name.append(ALPHANUMS.charAt(random.nextInt(ALPHANUMS.length())));
    }
    return name.toString();
  }

  /** {@code SafeEncodeString(fmt.Sprint(sum32))}. */
  static String hash(long sum32) {
    StringBuilder hash = new StringBuilder();
    for (char digit : Long.toString(sum32).toCharArray()) {
      hash.append(ALPHANUMS.charAt(digit % ALPHANUMS.length()));
    }
    return hash.toString();
  }

  static String replicaSet(String deployment, long sum32) {
    return deployment + "-" + hash(sum32);
  }

  /** {@code controller.GetPodFromTemplate}: of ReplicaSets, DaemonSets and Jobs. */
  String pod(String controller) {
    return generate(controller + "-");
  }

  /** {@code cronjob.getJobName}. */
  static String job(String cronJob, long unixSeconds) {
    return cronJob + "-" + unixSeconds / 60;
  }

  /** {@code job.podGenerateNameWithIndex}. */
  String indexedPod(String job, int index) {
    String append = "-" + index + "-";
    String prefix = job + append;
    return generate(
        prefix.length() > MAX_GENERATED
            ? job.substring(0, MAX_GENERATED - append.length()) + append
            : prefix);
  }

  static String statefulSetPod(String statefulSet, int start, int replica) {
    return statefulSet + "-" + (start + replica);
  }

  /** {@code history.ControllerRevisionName}; the prefix is cut at 223. */
  static String controllerRevision(String controller, long sum32) {
    return controller.substring(0, Math.min(223, controller.length())) + "-" + hash(sum32);
  }
}
