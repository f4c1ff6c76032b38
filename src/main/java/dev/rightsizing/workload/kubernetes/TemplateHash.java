// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import java.util.regex.Pattern;

/**
 * Knows the hash in a ReplicaSet's name: a 32-bit number in decimal, each digit as one of ten
 * characters ({@code rand.SafeEncodeString(fmt.Sprint(hash.Sum32()))} in Kubernetes, and the same
 * in Argo Rollouts). So of 27 characters that a random name may hold, ten stand here.
 */
final class TemplateHash {
  /** By digit: the character with the number (code of the digit) modulo 27 in rand's alphabet. */
  private static final String DIGITS = "456789bcdf";

  private static final Pattern ENCODED = Pattern.compile("[" + DIGITS + "]{1,10}");
  private static final long MOST = (1L << Integer.SIZE) - 1;

  /**
   * One hash in 400,000 has fewer digits; taking those for a ReplicaSet that is gone would give
   * Deployment {@code a} the pods of a DaemonSet {@code a-db} that is gone.
   */
  private static final int FEWEST = 5;

  private TemplateHash() {}

  /**
   * Whether the text may be the pod-template-hash of a deleted ReplicaSet.
   *
   * @param whole false where the name was cut, so that this may be the beginning of a hash
   */
  static boolean is(String text, boolean whole) {
    if (!ENCODED.matcher(text).matches()) {
      return false;
    }
    boolean zero = text.charAt(0) == DIGITS.charAt(0);
    if (!whole) {
      return !zero || text.length() == 1;
    }
    return text.length() >= FEWEST && !zero && decoded(text) <= MOST;
  }

  private static long decoded(String text) {
    return text.chars().map(DIGITS::indexOf).asLongStream().reduce(0, (sum, d) -> sum * 10 + d);
  }
}
