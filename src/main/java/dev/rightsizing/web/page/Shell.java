// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.Identity;
import dev.rightsizing.html.Assets;
import dev.rightsizing.html.Templates;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.data.Freshness;
import dev.rightsizing.web.data.Records;
import dev.rightsizing.web.signin.FormGuard;
import dev.rightsizing.web.signin.SessionCookie;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a page's own part into the frame that all share. */
public final class Shell {
  private static final List<String> SCRIPTS = List.of("htmx.min.js", "page.js");

  private final Templates templates;
  private final Assets assets;
  private final Records records;
  private final FormGuard forms;
  private final Clock clock;

  public Shell(Templates templates, Assets assets, Records records, FormGuard forms, Clock clock) {
    this.templates = templates;
    this.assets = assets;
    this.records = records;
    this.forms = forms;
    this.clock = clock;
  }

  /** A page for a person who is signed in. */
  String page(String template, PageRequest request, Identity person, Map<String, ?> data) {
    return page(template, request, person, data, List.of());
  }

  /** The same with further assets. */
  String page(
      String template,
      PageRequest request,
      Identity person,
      Map<String, ?> data,
      List<String> further) {
    return text(template, data, frame(request, Optional.of(person), further));
  }

  /** A page for anyone. */
  String open(String template, PageRequest request, Map<String, ?> data) {
    return text(template, data, frame(request, Optional.empty(), List.of()));
  }

  /** A part of a page. */
  String part(String template, Map<String, ?> data) {
    return templates.text(template, data);
  }

  private String text(String template, Map<String, ?> data, Frame frame) {
    Map<String, Object> all = new HashMap<>(data);
    all.put("frame", frame);
    return templates.text(template, all);
  }

  private Frame frame(PageRequest request, Optional<Identity> person, List<String> further) {
    return new Frame(
        paths(Stream.concat(Stream.of("style.css"), further.stream()), ".css"),
        paths(Stream.concat(SCRIPTS.stream(), further.stream()), ".js"),
        person.map(Identity::name).orElse(""),
        SessionCookie.SESSION.read(request).isPresent(),
        forms.token(request),
        List.of(
            new Frame.Entry("/", "Overview", request.path().equals("/")),
            new Frame.Entry(
                "/recommendations",
                "Recommendations",
                request.path().startsWith("/recommendations"))),
        person.isPresent() ? notice() : "");
  }

  private List<String> paths(Stream<String> names, String ending) {
    return names.distinct().filter(name -> name.endsWith(ending)).map(assets::url).toList();
  }

  /** That what is shown is not current, since when and why. */
  private String notice() {
    Freshness freshness = records.freshness();
    if (freshness.outage().isEmpty()) {
      return "";
    }
    Instant now = clock.instant();
    When since = When.of(freshness.outage().get().since(), now);
    return freshness.outage().get().reason()
        + " Since "
        + since.text()
        + " ("
        + since.ago()
        + "). "
        + freshness
            .asOf()
            .map(at -> When.of(at, now))
            .map(at -> "What is shown is as of " + at.text() + " (" + at.ago() + " old).")
            .orElse("There is nothing to show yet.");
  }
}
