// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.PolicyRef;
import java.util.Locale;

/**
 * The one branch of a group: {@code rightsizing/shop-web-3f9a2c41d07e}.
 *
 * <p>The hash is over the policy's uid, its name and the group. With the uid, two clusters that
 * propose to one repository under the same policy name have a branch and a request each, which
 * reviewers see, and never write over each other; a policy that is deleted and made again gets a
 * new branch, as its old request was closed with it.
 */
final class BranchName {
  private static final String PREFIX = "rightsizing/";
  private static final int LONGEST_NAME = 100;
  private static final int HASH_DIGITS = 12;

  private BranchName() {}

  /**
   * The branch of a group.
   *
   * @param uid of the policy object; empty where there is none, as on the command line
   */
  static String of(PolicyRef policy, String uid, String group) {
    String name = policy.namespace() + "-" + policy.name();
    String words = refPart(group.isEmpty() ? name : name + "-" + group);
    String hash = Print.of(uid, policy.toString(), group).substring(0, HASH_DIGITS);
    return PREFIX + words + "-" + hash;
  }

  /** Only what every Git server takes in a branch's name; never a dot, so no {@code ..} either. */
  private static String refPart(String text) {
    String safe = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
    return cut.replaceAll("^-+|-+$", "");
  }
}
