// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.usage.UsageException;

/** What a person at the command line can do when usage could not be read. */
public final class SourceAdvice {
  private SourceAdvice() {}

  /** What happened and, where the source's own words lack it, what to do. */
  public static String line(UsageException e) {
    String advice = advice(e);
    if (advice.isEmpty()) {
      return e.getMessage();
    }
    // The source's own advice on the operator's policies does not apply here.
    return switch (e.reason()) {
      case SOURCE_NOT_CONFIGURED -> "no Prometheus is configured; " + advice;
      case TLS_FAILED -> e.getMessage().replaceFirst("; check ca\\.crt\\b", "") + "; " + advice;
      default -> e.ownWords().contains("; ") ? e.getMessage() : e.getMessage() + "; " + advice;
    };
  }

  private static String advice(UsageException e) {
    return switch (e.reason()) {
      case SOURCE_NOT_CONFIGURED -> "give --prometheus-url or set RIGHTSIZING_PROMETHEUS_URL";
      case URL_NOT_ALLOWED, SOURCE_UNREACHABLE, NOT_FOUND, NOT_PROMETHEUS, TRUNCATED ->
          "check --prometheus-url";
      case UNAUTHORIZED, FORBIDDEN, AUTH_SECRET_MISSING, AUTH_SECRET_INVALID ->
          "check --token-file, --header and the settings RIGHTSIZING_PROMETHEUS_*";
      case TLS_FAILED ->
          "name the authority of its certificate in RIGHTSIZING_PROMETHEUS_CA_FILE, or check the"
              + " host in --prometheus-url";
      case SOURCE_TIMEOUT, RATE_LIMITED, SOURCE_ERROR, SOURCE_OVERLOADED, PARTIAL_RESPONSE ->
          "try later, or with fewer namespaces or a shorter --lookback";
      case TOO_MANY_POINTS, QUERY_REJECTED ->
          "try a longer --step, or a lower RIGHTSIZING_QUERY_SAMPLE_BUDGET";
      default -> "";
    };
  }
}
