// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.github;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.request.http.ApiTarget;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.util.Optional;

/** Calls github-api, and says its faults in our way. */
final class LibraryCalls {
  private final ApiTarget target;

  LibraryCalls(ApiTarget target) {
    this.target = target;
  }

  /** A call of the library. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  <T> T run(Call<T> call) throws GitException {
    try {
      return call.run();
    } catch (IOException | RuntimeException e) {
      // Missing fields are null to the library, which then follows them.
      throw fault(e);
    }
  }

  /** Empty when there is no such thing. */
  <T> Optional<T> found(Call<T> call) throws GitException {
    try {
      return Optional.of(run(call));
    } catch (GitException e) {
      if (e.reason() == Reason.GIT_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private GitException fault(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClientConnector.Carried carried) {
        return carried.fault();
      }
    }
    return new GitException(
        Reason.CODE_HOST_FAILED,
        target
            + " answered in a shape that is not GitHub's; check spec.git.pullRequest.provider and"
            + " apiUrl",
        e);
  }
}
