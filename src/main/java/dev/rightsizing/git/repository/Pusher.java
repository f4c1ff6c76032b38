// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Moves one branch of a server, only while it is where it is expected to be. */
final class Pusher {
  /** A push to {@code refs/for/main} opens a request on Gitea and Gerrit (AGit). */
  private static final String AGIT = "refs/for/";

  private static final int LONGEST = 200;

  private final Wire wire;

  Pusher(Wire wire) {
    this.wire = wire;
  }

  /**
   * @param commit to move it to; empty: delete it
   * @param expected where it must be; empty: it must not exist
   */
  void push(
      Identity identity,
      Repository local,
      Optional<String> commit,
      String branch,
      Optional<String> expected,
      boolean force,
      List<String> options)
      throws GitException {
    String ref = ref(branch);
    ObjectId old = expected.map(ObjectId::fromString).orElse(ObjectId.zeroId());
    String source = commit.orElse(null);
    wire.with(
        identity,
        Optional.of(local),
        (transport, deadline) -> {
          if (!options.isEmpty()) {
            transport.setPushOptions(options);
          }
          RemoteRefUpdate update =
              new RemoteRefUpdate(
                  local,
                  source,
                  commit.map(ObjectId::fromString).orElse(null),
                  ref,
                  force || commit.isEmpty(),
                  null,
                  old);
          PushResult result;
          try {
            result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
          } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Push options not supported")) {
              throw new GitException(
                  Reason.PUSH_REJECTED,
                  identity.url() + " takes no push options, so it opens no request by a push",
                  e);
            }
            throw e;
          }
          Optional<GitException> fault = PushAnswers.of(update, result.getMessages(), branch);
          if (fault.isPresent()) {
            throw fault.get();
          }
          return true;
        });
  }

  private static String ref(String branch) throws GitException {
    if (branch.startsWith(AGIT)) {
      checkName(branch.substring(AGIT.length()));
      return branch;
    }
    checkName(branch);
    return "refs/heads/" + branch;
  }

  /** Refuses what Git takes for no branch, or a program for an option. */
  static void checkName(String branch) throws GitException {
    boolean valid =
        Repository.isValidRefName("refs/heads/" + branch)
            && !branch.startsWith("-")
            && !branch.equals("HEAD")
            && branch.chars().noneMatch(c -> Character.getType(c) == Character.FORMAT);
    if (!valid) {
      throw new GitException(
          Reason.PATH_REFUSED,
          "'" + PlainText.line(branch, LONGEST) + "' is not a name for a branch");
    }
  }
}
