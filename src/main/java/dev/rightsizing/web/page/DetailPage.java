// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.data.RecommendationRow;
import dev.rightsizing.web.data.Records;
import dev.rightsizing.web.data.Records.UnavailableException;
import io.quarkus.qute.RawString;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything about one Recommendation. */
public final class DetailPage implements PageHandler {
  private final Shell shell;
  private final Records records;
  private final Rights rights;
  private final List<DetailSection> sections;
  private final Clock clock;

  /** A section with its HTML. */
  public record Section(String id, String title, RawString html) {}

  public DetailPage(
      Shell shell, Records records, Rights rights, List<DetailSection> sections, Clock clock) {
    this.shell = shell;
    this.records = records;
    this.rights = rights;
    this.sections = List.copyOf(sections);
    this.clock = clock;
  }

  @Override
  public Reply handle(PageRequest request, Identity person) throws AccessException, PageException {
    Recommendation found = find(request, person);
    String base = RecommendationRow.of(found).path();
    String asked = request.name("section");
    if (!asked.isEmpty() && request.wantsPart()) {
      return Reply.page(part(asked, found, request, base));
    }
    List<Section> shown = new ArrayList<>();
    List<String> assets = new ArrayList<>();
    for (DetailSection section : sections) {
      Optional<RawString> html = section.render(found, request, base + "/" + section.id());
      html.ifPresent(
          text -> {
            shown.add(new Section(section.id(), section.title(), text));
            assets.addAll(section.assets());
          });
    }
    Map<String, Object> data = new HashMap<>();
    data.put("view", DetailView.of(found, clock.instant()));
    data.put("sections", shown);
    data.put("refusal", refusal(found, person).orElse(""));
    return Reply.page(shell.page("recommendation", request, person, data, assets))
        .with("Vary", "HX-Request");
  }

  private String part(String id, Recommendation found, PageRequest request, String base)
      throws PageException {
    for (DetailSection section : sections) {
      if (section.id().equals(id)) {
        return section.render(found, request, base + "/" + id).map(RawString::getValue).orElse("");
      }
    }
    throw new PageException(
        404, "No such part", "The page of a Recommendation has no part " + id + ".");
  }

  /** Why the person cannot decide now; empty: nothing is in the way. */
  private Optional<String> refusal(Recommendation found, Identity person) {
    try {
      if (records.freshness().outage().isEmpty()) {
        return rights.mayDecide(
                person, found.getMetadata().getNamespace(), found.getMetadata().getName())
            ? Optional.empty()
            : Optional.of(
                "You may read this Recommendation but not decide on it; that takes the verb update"
                    + " on recommendations.rightsizing.dev.");
      }
    } catch (AccessException e) {
      // The same as an outage that is known already.
    }
    return Optional.of("Decisions can be written again once the API server answers.");
  }

  /** The Recommendation of a request, if there is one that the person may read. */
  Recommendation find(PageRequest request, Identity person) throws AccessException, PageException {
    String namespace = request.name("namespace");
    String name = request.name("name");
    try {
      if (rights.mayRead(person, namespace, name)) {
        Optional<Recommendation> found = records.read(namespace, name);
        if (found.isPresent()) {
          return found.get();
        }
      }
    } catch (UnavailableException e) {
      throw new PageException(
          503,
          "The API server does not answer",
          "This Recommendation was not read before, so there is nothing to show. Try again in a"
              + " moment; the list still shows what was known last.");
    }
    throw new PageException(
        404,
        "Nothing to see here",
        "There is no Recommendation "
            + namespace
            + "/"
            + name
            + ", or you may not read it. If it exists, whoever manages the namespace "
            + namespace
            + " can grant you the verbs get and list on recommendations.rightsizing.dev.");
  }
}
