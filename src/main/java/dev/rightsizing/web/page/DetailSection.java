// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.web.PageRequest;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Optional;

/**
 * A part of the page of one Recommendation that another room makes, such as a chart. The page shows
 * it under its title in an element with its id; {@code
 * /recommendations/NAMESPACE/NAME/ID?parameters} answers htmx with this part alone and everyone
 * else with the whole page, so that a form works with and without scripts:
 *
 * <pre>{@code
 * <form method="get" action="{path}" hx-get="{path}" hx-target="#what-if" hx-push-url="true">
 * }</pre>
 */
public interface DetailSection {

  /** For the element and the path: lower-case letters and hyphens. */
  String id();

  /** Its heading. */
  String title();

  /** Further assets, by file name, that the page has to load. */
  default List<String> assets() {
    return List.of();
  }

  /**
   * The part; empty when there is nothing to show. Runs on a thread that may block for a few
   * seconds; the person may read the Recommendation.
   *
   * @param request whose parameters are those of the section's form, if it has one
   * @param path of this section, for the form's action
   */
  Optional<RawString> render(Recommendation recommendation, PageRequest request, String path);
}
