// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.signin.SessionCookie;
import dev.rightsizing.web.signin.SessionStart;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form in which a person pastes a token, and what becomes of it. */
public final class SignInPage {
  /** A path of this page: never another host, whichever way browsers read slashes. */
  private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[^\\s\\\\]{0,2000}");

  private final Shell shell;
  private final SessionStart sessions;

  public SignInPage(Shell shell, SessionStart sessions) {
    this.shell = shell;
    this.sessions = sessions;
  }

  /** Asks whoever sent a request to sign in. */
  Reply ask(PageRequest request, String message) {
    if (request.wantsPart()) {
      return Reply.page(401, "").with("HX-Redirect", request.uri());
    }
    // A link of another site brings no cookie of ours along; a page that loads itself again does.
    boolean followsLink =
        request.method().equals("GET")
            && message.isEmpty()
            && request.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
    String next = request.method().equals("GET") ? request.uri() : "/";
    return followsLink
        ? Reply.page(shell.part("again", Map.of("path", next)))
        : form(request, message, next, 401);
  }

  /** Shows the form. */
  public Reply show(PageRequest request) {
    return form(request, "", request.parameter("next").orElse("/"), 200);
  }

  /** Checks a token that was pasted, and begins a session. */
  public Reply submit(PageRequest request, Identity nobody) throws AccessException {
    String next = request.field("next").orElse("/");
    Optional<String> refusal = sessions.refusal(request.field("token").orElse(""));
    if (refusal.isPresent()) {
      return form(request, refusal.get(), next, 401);
    }
    return Reply.seeOther(own(next))
        .with(
            "Set-Cookie",
            SessionCookie.SESSION.set(request, request.field("token").orElse("").strip()));
  }

  /** Ends the session. */
  public Reply leave(PageRequest request, Identity person) {
    return Reply.seeOther("/sign-in").with("Set-Cookie", SessionCookie.SESSION.clear(request));
  }

  private Reply form(PageRequest request, String message, String next, int status) {
    return Reply.page(
        status, shell.open("sign-in", request, Map.of("message", message, "next", own(next))));
  }

  private static String own(String next) {
    return OWN_PATH.matcher(next).matches() && !next.startsWith("/sign-") ? next : "/";
  }
}
