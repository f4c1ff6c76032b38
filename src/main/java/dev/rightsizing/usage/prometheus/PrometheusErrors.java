// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.prometheus.answer.ApiResponse;
import dev.rightsizing.usage.prometheus.answer.TooLargeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Gives every fault its reason, with a message that says what to do. */
final class PrometheusErrors {
  /**
   * How Prometheus, Thanos, Mimir and VictoriaMetrics say that an answer would be too large; for
   * the message alone, as there are more ways to say it.
   */
  private static final Pattern TOO_MANY =
      Pattern.compile(
          "exceeded maximum resolution|too many (samples|points|time ?series)"
              + "|maximum number of (samples|chunks|series|points)|max-samples|exceeds the limit");

  private final String url;

  PrometheusErrors(String url) {
    this.url = url;
  }

  /**
   * A status that is not 200.
   *
   * @param divisible whether a shorter range can be asked for instead
   */
  UsageException status(int status, String body, String metric, boolean divisible) {
    String serverMessage = ServerWords.of(body);
    return switch (status) {
      case 401 ->
          fault(Reason.UNAUTHORIZED, "requires credentials (401); check the token", metric, "");
      case 403 -> fault(Reason.FORBIDDEN, "rejected the credentials (403)", metric, serverMessage);
      case 404 ->
          fault(Reason.NOT_FOUND, "has no Prometheus API (404); check the URL's path", metric, "");
      case 405 ->
          fault(
              Reason.NOT_FOUND,
              "does not accept POST (405): a gateway in front of it refuses the method; allow"
                  + " POST on /api/v1/query_range there, or use the URL of Prometheus itself",
              metric,
              "");
      case 429 -> fault(Reason.RATE_LIMITED, "rate-limits queries (429)", metric, serverMessage);
      case 503 -> fault(Reason.SOURCE_OVERLOADED, "is overloaded (503)", metric, serverMessage);
      case 400, 413, 422 -> rejected(status, serverMessage, metric, divisible);
      default -> other(status, metric, serverMessage);
    };
  }

  private UsageException other(int status, String metric, String serverMessage) {
    if (status >= 500) {
      return fault(
          Reason.SOURCE_ERROR, "returned a server error (" + status + ")", metric, serverMessage);
    }
    String advice = status / 100 == 3 ? "; use the final URL, redirects are not followed" : "";
    return fault(Reason.NOT_PROMETHEUS, "responded with status " + status + advice, metric, "");
  }

  /** Each server has its own words for too much, so a long range is always tried in halves. */
  private UsageException rejected(
      int status, String serverMessage, String metric, boolean divisible) {
    boolean tooMany =
        divisible
            || status == 413
            || TOO_MANY.matcher(serverMessage.toLowerCase(Locale.ROOT)).find();
    return fault(
        tooMany ? Reason.TOO_MANY_POINTS : Reason.QUERY_REJECTED,
        tooMany
            ? "considers the response too large (" + status + ")"
            : "rejected the query (" + status + ")",
        metric,
        serverMessage);
  }

  /** An error inside an answer with status 200. */
  UsageException error(ApiResponse answer, String metric, boolean divisible) {
    String serverMessage = ServerWords.of(answer.errorType() + ": " + answer.error());
    return switch (answer.errorType()) {
      case "timeout" -> fault(Reason.SOURCE_TIMEOUT, "gave up on the query", metric, serverMessage);
      case "unavailable" ->
          fault(Reason.SOURCE_OVERLOADED, "is not available", metric, serverMessage);
      case "internal" ->
          fault(Reason.SOURCE_ERROR, "returned a server error", metric, serverMessage);
      default -> rejected(200, serverMessage, metric, divisible);
    };
  }

  /** Warnings that are no hints. */
  UsageException partial(List<String> warnings, String metric) {
    return fault(
        Reason.PARTIAL_RESPONSE,
        "returned warnings, so data may be missing",
        metric,
        ServerWords.of(String.join("; ", warnings)));
  }

  /**
   * No answer in time.
   *
   * @param extra whether it was asked for what only improves figures
   */
  UsageException timeout(String metric, boolean extra) {
    return fault(
        Reason.SOURCE_TIMEOUT,
        "did not respond in time; see RIGHTSIZING_QUERY_" + (extra ? "EXTRA_TIMEOUT" : "TIMEOUT"),
        metric,
        "");
  }

  /** A fault of the connection, before or within an answer. */
  UsageException io(IOException e, boolean answering, String metric) {
    if (e instanceof ApiResponse.MalformedResponseException) {
      return fault(
          Reason.NOT_PROMETHEUS,
          "did not respond like a Prometheus API: " + e.getMessage() + "; check the URL",
          metric,
          "");
    }
    if (e instanceof TooLargeException) {
      return tooLarge(e.getMessage(), metric);
    }
    if (e instanceof SSLException || e.getCause() instanceof SSLException) {
      return fault(
          Reason.TLS_FAILED,
          "failed the TLS handshake; check ca.crt",
          metric,
          ServerWords.of(text(e)));
    }
    if (answering) {
      return fault(Reason.TRUNCATED, "truncated its response", metric, "");
    }
    return fault(Reason.SOURCE_UNREACHABLE, "cannot be reached (" + why(e) + ")", metric, "");
  }

  private static String why(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return "the host is unknown";
    }
    if (e instanceof ConnectException) {
      return e.getCause() instanceof ConnectException
              || String.valueOf(e.getMessage()).contains("refused")
          ? "connection refused"
          : "the host is unknown or does not accept connections";
    }
    return text(e);
  }

  /**
   * More than is taken into memory.
   *
   * @param what of which there is more than how many
   */
  UsageException tooLarge(String what, String metric) {
    return fault(
        Reason.TOO_MANY_POINTS,
        "answers with more than "
            + what
            + "; narrow the query by matchers or namespaces, or raise"
            + " RIGHTSIZING_QUERY_SAMPLE_BUDGET",
        metric,
        "");
  }

  /**
   * No answer for some time, so that it is not asked for a while.
   *
   * @param since when it did not answer first
   * @param next when it is asked again
   */
  UsageException away(Reason reason, Instant since, Instant next, String metric) {
    return fault(
        reason,
        (reason == Reason.SOURCE_TIMEOUT
                ? "has not answered in time since "
                : "cannot be reached since ")
            + since
            + "; queries are suspended and resume at "
            + next,
        metric,
        "");
  }

  UsageException skew(long seconds, String metric) {
    return fault(
        Reason.CLOCK_SKEW,
        "has a clock that is "
            + Math.abs(seconds)
            + " s "
            + (seconds > 0 ? "ahead of" : "behind")
            + " the operator's; set both by NTP",
        metric,
        "");
  }

  private UsageException fault(Reason reason, String what, String metric, String serverMessage) {
    String message = "Prometheus at " + url + " " + what + " when queried for " + metric;
    return new UsageException(reason, message, serverMessage);
  }

  private static String text(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
