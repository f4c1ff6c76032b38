// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.host;

import java.util.List;

/**
 * What a host takes for the mark of a draft at the beginning of a title.
 *
 * @param known longer ones first where one begins with another; the first is what is written
 */
public record DraftMarks(List<String> known) {
  public DraftMarks {
    known = List.copyOf(known);
  }

  /** A title as it is sent. */
  public String mark(String title, boolean draft) {
    return draft ? known.get(0) + title : title;
  }

  /** The mark that a title begins with, in the title's own letters; empty without one. */
  public String of(String title) {
    return known.stream()
        .filter(mark -> title.regionMatches(true, 0, mark, 0, mark.length()))
        .findFirst()
        .map(mark -> title.substring(0, mark.length()))
        .orElse("");
  }
}
