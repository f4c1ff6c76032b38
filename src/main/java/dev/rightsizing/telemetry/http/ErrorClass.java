// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What kind of fault a request ended with, as the value of a label. */
public enum ErrorClass {
  /** No answer in time. */
  TIMEOUT,
  /** More data than one side holds in memory. */
  MEMORY,
  /** The connection broke within a request. */
  NETWORK,
  /** No connection: refused, unknown host, TLS. */
  CONNECTION,
  /** All else, such as an error that the server answered with. */
  UNKNOWN;

  private static final int DEEPEST_CAUSE = 10;

  /** The label's value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class of a query's outcome that is not {@link Reason#SOURCE_REACHABLE}. */
  public static ErrorClass of(Reason outcome) {
    return switch (outcome) {
      case SOURCE_TIMEOUT -> TIMEOUT;
      case TOO_MANY_POINTS -> MEMORY;
      case TRUNCATED -> NETWORK;
      case SOURCE_UNREACHABLE, TLS_FAILED -> CONNECTION;
      default -> UNKNOWN;
    };
  }

  /** The class of an exception, by the first of its causes that has one. */
  public static ErrorClass of(Throwable fault) {
    ErrorClass found = UNKNOWN;
    Throwable cause = fault;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      ErrorClass own = single(cause);
      if (own != UNKNOWN && (found == UNKNOWN || found == NETWORK)) {
        // An IOException often only wraps what says more.
        found = own;
      }
      cause = cause.getCause();
    }
    return found;
  }

  private static ErrorClass single(Throwable fault) {
    if (fault instanceof TimeoutException
        || fault instanceof HttpTimeoutException
        || fault instanceof SocketTimeoutException) {
      return TIMEOUT;
    }
    if (fault instanceof OutOfMemoryError) {
      return MEMORY;
    }
    if (fault instanceof ConnectException
        || fault instanceof UnknownHostException
        || fault instanceof NoRouteToHostException
        || fault instanceof UnresolvedAddressException
        || fault instanceof SSLException) {
      return CONNECTION;
    }
    return fault instanceof IOException ? NETWORK : UNKNOWN;
  }
}
