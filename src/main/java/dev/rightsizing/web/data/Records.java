// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.v1alpha1.Recommendation;
import java.util.List;
import java.util.Optional;

/** What the page reads. Safe for use by several threads. */
public interface Records {

  /** All that the operator may see, in no order. */
  List<RecommendationRow> recommendations();

  /** All that the operator may see, in no order. */
  List<PolicyRow> policies();

  /** How current they are. */
  Freshness freshness();

  /**
   * A whole Recommendation; while the API server is away, the one that was read last, if any was.
   *
   * @return empty: there is none
   * @throws UnavailableException when the API server does not answer and none was read before
   */
  Optional<Recommendation> read(String namespace, String name) throws UnavailableException;

  /** The API server does not answer. */
  final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
