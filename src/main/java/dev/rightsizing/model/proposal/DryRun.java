// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

/** What the API server says of a change, without making it. */
public sealed interface DryRun {
  /** It takes it. */
  record Accepted() implements DryRun {}

  /** It refuses it, and why, in its own words. */
  record Refused(String message) implements DryRun {}

  /** It was not asked, and why. */
  record NotTried(String why) implements DryRun {}
}
