// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.data.RecommendationRow;
import dev.rightsizing.web.data.Records;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The table of Recommendations: filtered, sorted and cut into pages by the server. */
public final class TablePage implements PageHandler {
  private final Shell shell;
  private final Records records;
  private final Rights rights;
  private final Clock clock;

  public TablePage(Shell shell, Records records, Rights rights, Clock clock) {
    this.shell = shell;
    this.records = records;
    this.rights = rights;
    this.clock = clock;
  }

  @Override
  public Reply handle(PageRequest request, Identity person) throws AccessException {
    List<RecommendationRow> visible = rights.recommendations(person, records.recommendations());
    TableQuery query = TableQuery.of(request);
    Map<String, TableView> data = Map.of("table", TableView.of(query, visible, clock.instant()));
    Reply reply =
        request.wantsPart()
            // The browser's address becomes the shortest one that shows the same.
            ? Reply.page(shell.part("rows", data)).with("HX-Push-Url", query.url())
            : Reply.page(shell.page("recommendations", request, person, data));
    return reply.with("Vary", "HX-Request");
  }
}
