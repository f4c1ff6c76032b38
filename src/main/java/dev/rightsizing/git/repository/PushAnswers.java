// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** What a server's answer to a push means: GitHub, GitLab, Gitea and plain Git each have words. */
final class PushAnswers {
  private static final int LONGEST = 500;

  private static final Pattern SIGNATURE =
      Pattern.compile("(verified|valid|gpg|ssh) signature|must be signed|unsigned|not signed");
  private static final Pattern PROTECTED =
      Pattern.compile("gh006|protected branch|is protected|branch protection|protected branches");
  private static final Pattern RIGHTS =
      Pattern.compile(
          "read.only|permission|not allowed to push|denied to|access denied|ref deletion|deletion prohibited");
  private static final Pattern MOVED =
      Pattern.compile(
          "stale info|fetch first|non-fast-forward|failed to update ref|cannot lock ref"
              + "|reference already exists|failed to lock|atomic");

  /** Lines that say nothing: frames, and invitations to open a request. */
  private static final Pattern NOISE = Pattern.compile("[\\s*=_-]*");

  private PushAnswers() {}

  /**
   * The fault of a push; empty when the branch is as it should be.
   *
   * @param words what the server wrote beside it, hooks' words among them
   */
  static Optional<GitException> of(RemoteRefUpdate update, String words, String branch) {
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> Optional.empty();
      // Deleting what is not there is done.
      case NON_EXISTING -> Optional.empty();
      case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD ->
          Optional.of(
              new GitException(
                  Reason.BRANCH_MOVED,
                  "branch "
                      + branch
                      + " is not where it was; the next pass looks at what is new there"));
      case REJECTED_NODELETE ->
          Optional.of(
              new GitException(
                  Reason.GIT_FORBIDDEN, "the server lets nobody delete branches: " + branch));
      default -> Optional.of(rejected(update, words, branch));
    };
  }

  private static GitException rejected(RemoteRefUpdate update, String words, String branch) {
    String status = String.valueOf(update.getMessage());
    String all = (words + " " + status).toLowerCase(Locale.ROOT);
    String shown = shown(words, status);
    if (SIGNATURE.matcher(all).find()) {
      return new GitException(
          Reason.SIGNATURE_REQUIRED,
          "branch "
              + branch
              + " takes signed commits only ("
              + shown
              + "); add signing-key to the authSecret, and its public half to the server");
    }
    if (PROTECTED.matcher(all).find()) {
      return new GitException(
          Reason.BRANCH_PROTECTED,
          "branch " + branch + " is protected (" + shown + "); exempt it from the rule");
    }
    if (MOVED.matcher(status.toLowerCase(Locale.ROOT)).find()) {
      return new GitException(
          Reason.BRANCH_MOVED,
          "branch " + branch + " moved during the push; the next pass looks at what is new there");
    }
    if (RIGHTS.matcher(all).find()) {
      return new GitException(
          Reason.GIT_FORBIDDEN,
          "the credentials may not push branch " + branch + " (" + shown + ")");
    }
    return new GitException(
        Reason.PUSH_REJECTED, "the server rejected branch " + branch + ": " + shown);
  }

  private static String shown(String words, String status) {
    String lines =
        Arrays.stream(words.split("\\R"))
            .map(line -> line.replaceFirst("^\\s*(remote:|error:)\\s*", "").strip())
            .filter(line -> !NOISE.matcher(line).matches())
            .collect(Collectors.joining("; "));
    return PlainText.line(lines.isEmpty() ? status : lines, LONGEST);
  }
}
