// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether a request may see the metrics: those who may {@code get} the path {@code /metrics} of the
 * API server may see the operator's too. One ClusterRole with {@code nonResourceURLs: [/metrics]}
 * serves for both.
 */
public final class ScrapeAuthorization {
  private static final Logger LOG = Logger.getLogger(ScrapeAuthorization.class);
  private static final Permission METRICS = new Permission.OnPath("get", "/metrics");
  private static final String BEARER = "bearer ";

  private final Optional<AccessReview> access;

  private ScrapeAuthorization(Optional<AccessReview> access) {
    this.access = access;
  }

  /** Everyone who reaches the port may see the metrics. */
  public static ScrapeAuthorization none() {
    return new ScrapeAuthorization(Optional.empty());
  }

  /** By the bearer token of a request. */
  public static ScrapeAuthorization by(AccessReview access) {
    return new ScrapeAuthorization(Optional.of(access));
  }

  /** What becomes of a request. */
  enum Verdict {
    ALLOWED(200, ""),
    UNAUTHENTICATED(
        401, "send the bearer token of a ServiceAccount: bearerTokenFile or authorization"),
    FORBIDDEN(
        403,
        "the identity of this token may not get the path /metrics; bind it to a ClusterRole with"
            + " nonResourceURLs: [\"/metrics\"] and verbs: [get]"),
    UNAVAILABLE(503, "the API server cannot be asked whose token this is; try again");

    private final int status;
    private final String message;

    Verdict(int status, String message) {
      this.status = status;
      this.message = message;
    }

    int status() {
      return status;
    }

    /** For whoever set up the scraper. */
    String message() {
      return message;
    }
  }

  /**
   * Decides; may wait for the API server.
   *
   * @param header the value of {@code Authorization}; null: there is none
   */
  Verdict of(String header) {
    if (access.isEmpty()) {
      return Verdict.ALLOWED;
    }
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Verdict.UNAUTHENTICATED;
    }
    try {
      Optional<Identity> identity =
          access.get().authenticate(header.substring(BEARER.length()).strip());
      if (identity.isEmpty()) {
        return Verdict.UNAUTHENTICATED;
      }
      return access.get().allows(identity.get(), METRICS) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
    } catch (AccessException e) {
      LOG.warnf("a request for metrics was refused: %s", e.getMessage());
      return Verdict.UNAVAILABLE;
    }
  }
}
