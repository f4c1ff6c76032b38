// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.net.URI;

/** Where a repository went that was renamed. */
final class Redirects {
  private static final int LONGEST = 200;

  private Redirects() {}

  /**
   * The repository at its new place: on the same scheme, host and port, since credentials go to no
   * other, and where policies may go.
   *
   * @param location what the server answered
   */
  static Identity follow(Identity from, String location, AllowedUrls allowed) throws GitException {
    String address;
    RepositoryUrl to;
    try {
      URI target = URI.create(from.address() + "/").resolve(location);
      address = target.toString().replaceAll("/info/refs.*|/git-(upload|receive)-pack.*|\\?.*", "");
      to = RepositoryUrl.parse(address);
    } catch (GitException | IllegalArgumentException e) {
      throw refused(from, PlainText.line(location.replaceAll("[?#].*|//[^/]*@", ""), LONGEST));
    }
    boolean signIn = !location.contains("/info/refs");
    if (signIn || !to.origin().equals(from.url().origin())) {
      throw refused(from, to.plain());
    }
    if (!allowed.allows(to)) {
      throw new GitException(
          Reason.GIT_URL_NOT_ALLOWED,
          from.url()
              + " has moved to "
              + to
              + ", which matches none of "
              + AllowedUrls.SETTING
              + "; have an administrator add it");
    }
    return from.at(to, address);
  }

  private static GitException refused(Identity from, String to) {
    return new GitException(
        Reason.GIT_NOT_FOUND,
        from.url()
            + " redirects to "
            + to
            + "; if the repository has moved there, set spec.git.repository to it");
  }
}
