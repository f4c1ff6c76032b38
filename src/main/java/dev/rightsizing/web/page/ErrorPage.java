// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.data.Records;
import java.time.Clock;
import java.util.Map;

/** Says what went wrong and what to do next. */
public final class ErrorPage {
  private final Shell shell;
  private final Records records;
  private final Clock clock;

  public ErrorPage(Shell shell, Records records, Clock clock) {
    this.shell = shell;
    this.records = records;
    this.clock = clock;
  }

  /** The page of an error. */
  Reply reply(PageRequest request, int status, String title, String message) {
    Reply page =
        Reply.page(
            status, shell.open("error", request, Map.of("title", title, "message", message)));
    // In place of a part of a page nobody would see it; so the browser loads the whole.
    return request.wantsPart() ? page.with("HX-Redirect", request.uri()) : page;
  }

  /** The page of a status that no handler has explained. */
  public Reply reply(int status, PageRequest request) {
    return switch (status) {
      case 400 -> reply(request, status, "Not understood", "The address or the form is broken.");
      case 404 ->
          reply(
              request,
              status,
              "No such page",
              "Nothing is served under this address. Begin at the overview.");
      case 405 -> reply(request, status, "Not possible", "This address does not take that method.");
      case 413 ->
          reply(
              request,
              status,
              "Too large",
              "The form is larger than 64 kB. Check what you pasted and try again.");
      case 503 ->
          reply(
              request,
              status,
              "No answer in time",
              "The page did not answer within 30 seconds. Try again in a moment." + outage());
      default ->
          reply(
              request,
              status,
              "Internal error",
              "The page failed; the operator's log says why. Try again, or use kubectl get"
                  + " recommendations meanwhile.");
    };
  }

  /** A sentence about the API server, if it is away; empty otherwise. */
  String outage() {
    return records
        .freshness()
        .outage()
        .map(
            outage -> {
              When since = When.of(outage.since(), clock.instant());
              return " " + outage.reason() + " Since " + since.text() + " (" + since.ago() + ").";
            })
        .orElse("");
  }
}
