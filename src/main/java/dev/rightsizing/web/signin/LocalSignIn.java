// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whoever reaches the loopback address. A web site that resolves its own name to 127.0.0.1 makes a
 * browser reach it too, but then the header Host has that name.
 */
public final class LocalSignIn implements SignIn {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?");

  private final Identity user;

  /**
   * @param user name for the log of decisions
   */
  public LocalSignIn(String user) {
    this.user = Identity.of(user, Set.of());
  }

  @Override
  public Result check(PageRequest request) {
    boolean named = request.header("Host").filter(h -> LOOPBACK.matcher(h).matches()).isPresent();
    return named && request.peer().getAddress().isLoopbackAddress()
        ? new Result.Known(user)
        : new Result.Refused(
            "The page is served without signing in, to this machine alone. Open it as"
                + " http://localhost with its port.");
  }
}
