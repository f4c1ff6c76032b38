// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says what went wrong with a call: what happened, to what, and what to do. */
final class ApiFaults {
  private static final int LONGEST_CAUSE = 200;

  private final ApiTarget target;
  private final RateLimits limits;

  ApiFaults(ApiTarget target, RateLimits limits) {
    this.target = target;
    this.limits = limits;
  }

  /** Nothing came, or not all. */
  GitException broken(ApiCall call, Throwable cause) {
    if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
      return fault(
          Reason.GIT_TLS_FAILED,
          call,
          "the TLS handshake failed (" + words(cause) + "); check ca.crt of the authSecret",
          cause);
    }
    if (cause instanceof HttpTimeoutException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof TimeoutException) {
      return fault(Reason.GIT_TIMEOUT, call, "no answer in time", cause);
    }
    if (cause instanceof LimitedBody.TooLarge) {
      return fault(
          Reason.CODE_HOST_FAILED,
          call,
          words(cause) + ", so it is not read; check spec.git.pullRequest.apiUrl",
          cause);
    }
    String what =
        cause instanceof UnknownHostException || cause.getCause() instanceof UnknownHostException
            ? "the host's name is not known"
            : isRefused(cause) ? "no connection" : "the connection broke";
    return fault(Reason.GIT_UNREACHABLE, call, what + " (" + words(cause) + ")", cause);
  }

  /** Whether a call surely never arrived. */
  static boolean isRefused(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
  }

  /** A status that is no answer. */
  GitException refused(ApiCall call, int status, HttpHeaders headers, String body) {
    String words = HostWords.of(body);
    String said = status + (words.isEmpty() ? "" : " " + words);
    Optional<Duration> wait = limits.wait(status, headers, words);
    if (wait.isPresent()) {
      return new GitException(
          Reason.GIT_RATE_LIMITED,
          prefix(call) + "it limits requests (" + said + "); asked again in " + text(wait.get()),
          new RefusedStatus(status),
          wait.get());
    }
    RefusedStatus cause = new RefusedStatus(status);
    return switch (status) {
      case 401 ->
          fault(
              Reason.GIT_UNAUTHORIZED,
              call,
              "it rejected the token ("
                  + said
                  + "): it is wrong, expired or revoked; renew it in"
                  + " the authSecret",
              cause);
      case 403 -> fault(Reason.GIT_FORBIDDEN, call, said + scopes(headers), cause);
      case 404 ->
          fault(
              Reason.GIT_NOT_FOUND,
              call,
              said
                  + "; there is no such thing, or the token may not see it: check"
                  + " spec.git.repository and the token's rights",
              cause);
      default ->
          status >= 500
              ? new GitException(
                  Reason.CODE_HOST_FAILED,
                  prefix(call) + "it failed (" + said + ")",
                  cause,
                  limits.retryAfter(headers).orElse(null))
              : fault(Reason.CODE_HOST_FAILED, call, "it refused it (" + said + ")", cause);
    };
  }

  /** An answer that is no JSON. */
  GitException notJson(ApiCall call, String body, Throwable cause) {
    boolean page = body.stripLeading().startsWith("<");
    return fault(
        Reason.CODE_HOST_FAILED,
        call,
        page
            ? "it answered with a web page and not with JSON, as a login page or a proxy does;"
                + " check spec.git.pullRequest.apiUrl"
            : "its answer is cut off or not JSON; check spec.git.pullRequest.apiUrl",
        cause);
  }

  /** A redirect that is not followed. */
  GitException strayed(ApiCall call, int status, URI to) {
    String where =
        to.getHost() == null ? "an unknown place" : to.getScheme() + "://" + to.getHost();
    return fault(
        Reason.CODE_HOST_FAILED,
        call,
        "it redirects ("
            + status
            + ") to "
            + PlainText.line(where, LONGEST_CAUSE)
            + ", which is not followed; set spec.git.repository or spec.git.pullRequest.apiUrl to"
            + " where it is now",
        null);
  }

  private GitException fault(Reason reason, ApiCall call, String text, Throwable cause) {
    return new GitException(reason, prefix(call) + text, cause);
  }

  private String prefix(ApiCall call) {
    return target + ", " + call.shown() + ": ";
  }

  /** What GitHub says that a call needs, and what single sign-on asks for. */
  private static String scopes(HttpHeaders headers) {
    StringBuilder text = new StringBuilder();
    headers
        .firstValue("x-accepted-github-permissions")
        .filter(s -> !s.isBlank())
        .ifPresent(s -> text.append("; it needs ").append(PlainText.line(s, LONGEST_CAUSE)));
    headers
        .firstValue("x-accepted-oauth-scopes")
        .filter(s -> !s.isBlank())
        .ifPresent(
            s -> text.append("; it needs a scope of ").append(PlainText.line(s, LONGEST_CAUSE)));
    headers
        .firstValue("x-github-sso")
        .filter(s -> s.toLowerCase(Locale.ROOT).startsWith("required"))
        .ifPresent(s -> text.append("; authorize the token for the organization's single sign-on"));
    return text + "; give the token the right to read and write pull requests";
  }

  private static String words(Throwable cause) {
    Throwable inner = cause;
    while (inner.getMessage() == null && inner.getCause() instanceof IOException deeper) {
      inner = deeper;
    }
    String text =
        inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    return PlainText.line(text, LONGEST_CAUSE);
  }

  static String text(Duration wait) {
    return wait.toMinutes() >= 2 ? wait.toMinutes() + " min" : wait.toSeconds() + " s";
  }
}
