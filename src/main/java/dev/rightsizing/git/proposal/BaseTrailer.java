// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.repository.GitRepository.CommitInfo;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The line of our commit messages that names the base they were made for. After the base was
 * replaced by another history, it tells our commits from those of the old base.
 */
final class BaseTrailer {
  private static final String KEY = "Rightsizing-Base: ";
  private static final Pattern LINE = Pattern.compile("(?m)^" + KEY + "([0-9a-f]{40,64})$");

  private BaseTrailer() {}

  /** The message with the line after its other trailers. */
  static String in(String message, String base) {
    return message.stripTrailing() + "\n" + KEY + base + "\n";
  }

  /** The base that the newest of some commits names, the newest first. */
  static Optional<String> of(List<CommitInfo> commits) {
    return commits.stream()
        .findFirst()
        .flatMap(c -> LINE.matcher(c.message()).results().reduce((one, other) -> other))
        .map((MatchResult m) -> m.group(1));
  }
}
