// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Kubernetes, as {@code v1.34.1-eks-1234} or {@code 1.34+} say it. */
record KubernetesVersion(int major, int minor) {
  private static final Pattern TEXT = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

  /** Empty for anything else. */
  static Optional<KubernetesVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new KubernetesVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Whether it is 1.{@code minor} or later. */
  boolean isAtLeast(int other) {
    return major > 1 || major == 1 && minor >= other;
  }
}
