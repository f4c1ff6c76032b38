// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.git.request.Requests.State;
import java.util.Optional;

/** What people did to a group's request. */
sealed interface Fate {

  /** There is none, or we closed it ourselves. */
  record None() implements Fate {}

  /** It is open. */
  record Open(Request request) implements Fate {}

  /** It was merged. */
  record Merged(Request request) implements Fate {}

  /** A person closed it. */
  record Closed(Request request) implements Fate {}

  /** It has the label that rejects; open or closed. */
  record Rejected(Request request) implements Fate {}

  /** The request that this is about. */
  default Optional<Request> about() {
    if (this instanceof Open open) {
      return Optional.of(open.request());
    }
    if (this instanceof Merged merged) {
      return Optional.of(merged.request());
    }
    if (this instanceof Closed closed) {
      return Optional.of(closed.request());
    }
    return this instanceof Rejected rejected ? Optional.of(rejected.request()) : Optional.empty();
  }

  /** The request that is open, whatever shall become of it. */
  default Optional<Request> open() {
    return about().filter(r -> r.state() == State.OPEN);
  }

  /** Reads it from the newest request of a branch. */
  static Fate of(Optional<Request> newest) {
    if (newest.isEmpty()) {
      return new None();
    }
    Request request = newest.get();
    if (request.state() == State.MERGED) {
      return new Merged(request);
    }
    if (request.labels().contains(ProposalPass.REJECT_LABEL)) {
      return new Rejected(request);
    }
    if (request.state() == State.OPEN) {
      return new Open(request);
    }
    return OwnClosing.marks(request.body()) ? new None() : new Closed(request);
  }
}
