// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html.chart;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A size across a chart, such as the request now. */
public record ReferenceLine(Role role, Amount amount) {

  /** What a line stands for. */
  public enum Role {
    REQUEST("request", "Request"),
    LIMIT("limit", "Limit"),
    PROPOSED_REQUEST("new-request", "Proposed request"),
    PROPOSED_LIMIT("new-limit", "Proposed limit"),
    OTHER_REQUEST("other-request", "Request with these rules"),
    OTHER_LIMIT("other-limit", "Limit with these rules");

    private final String key;
    private final String title;

    Role(String key, String title) {
      this.key = key;
      this.title = title;
    }

    /** For style sheets and scripts. */
    public String key() {
      return key;
    }

    /** For people. */
    public String title() {
      return title;
    }
  }

  /**
   * The lines of a size now and of the one that is proposed; a proposal that changes nothing has
   * none.
   */
  public static List<ReferenceLine> of(Size current, Size proposed) {
    List<ReferenceLine> lines = new ArrayList<>();
    add(lines, Role.REQUEST, current.request());
    add(lines, Role.LIMIT, current.limit());
    if (!proposed.request().equals(current.request())) {
      add(lines, Role.PROPOSED_REQUEST, proposed.request());
    }
    if (!proposed.limit().equals(current.limit())) {
      add(lines, Role.PROPOSED_LIMIT, proposed.limit());
    }
    return lines;
  }

  private static void add(List<ReferenceLine> lines, Role role, Optional<Amount> amount) {
    amount.ifPresent(value -> lines.add(new ReferenceLine(role, value)));
  }
}
