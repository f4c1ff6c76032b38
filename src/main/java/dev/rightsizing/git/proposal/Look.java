// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.request.Requests.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group as two small requests show it, before anything is fetched.
 *
 * @param baseName of the base branch
 * @param base its commit
 * @param head commit of the group's branch; empty: it does not exist
 */
record Look(
    Group group,
    String branch,
    String baseName,
    String base,
    Optional<String> head,
    Fate fate,
    Judgement judgement) {

  /** Whether there is nothing of this group anywhere. */
  boolean isEmpty() {
    return head.isEmpty() && fate.about().isEmpty() && judgement.hasNothing();
  }

  /**
   * A print of all that the next pass compares.
   *
   * @param settings that the pass depends on, as text
   */
  String print(String settings) {
    return print(settings, head, fate.about());
  }

  /** The same, as the group will look after what was done about it. */
  String print(String settings, Optional<String> headNow, Optional<Request> requestNow) {
    List<String> parts = new ArrayList<>(judgement.parts());
    parts.add(settings);
    parts.add(base);
    parts.add(headNow.orElse(""));
    requestNow.ifPresent(r -> add(r, parts));
    return Print.of(parts);
  }

  private static void add(Request request, List<String> parts) {
    parts.add(request.number() + " " + request.state());
    parts.add(request.labels().stream().sorted().toList().toString());
    parts.add(request.title().strip());
    parts.add(request.body() == null ? "" : request.body().replace("\r\n", "\n").strip());
  }
}
