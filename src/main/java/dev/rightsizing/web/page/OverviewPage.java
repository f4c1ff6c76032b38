// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.attention.AttentionRule;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.RecommendationRow;
import dev.rightsizing.web.data.Records;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is wrong and what could be saved, at a glance. */
public final class OverviewPage implements PageHandler {
  private final Shell shell;
  private final Records records;
  private final Rights rights;
  private final Clock clock;
  private final AttentionRule attention = new AttentionRule();

  public OverviewPage(Shell shell, Records records, Rights rights, Clock clock) {
    this.shell = shell;
    this.records = records;
    this.rights = rights;
    this.clock = clock;
  }

  @Override
  public Reply handle(PageRequest request, Identity person) throws AccessException {
    List<RecommendationRow> rows = rights.recommendations(person, records.recommendations());
    List<PolicyRow> policies = rights.policies(person, records.policies());
    Instant now = clock.instant();
    OverviewView view = OverviewView.of(rows, policies, attention.order(rows, policies, now), now);
    return Reply.page(shell.page("overview", request, person, Map.of("view", view)));
  }
}
