// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;

/**
 * Which objects a template has around a container's requests and limits, whatever they hold. A
 * change adds what is not there and never replaces what is: it may hold more than CPU and memory.
 *
 * @param resources whether the container has {@code resources}
 * @param requests whether that has {@code requests}
 * @param limits whether that has {@code limits}
 */
public record TemplateShape(boolean resources, boolean requests, boolean limits) {

  /** No {@code resources} at all. */
  public static final TemplateShape BARE = new TemplateShape(false, false, false);

  /** The least that a template has which declares these sizes. */
  public static TemplateShape around(Map<Resource, Size> declared) {
    boolean requests = declared.values().stream().anyMatch(size -> size.request().isPresent());
    boolean limits = declared.values().stream().anyMatch(size -> size.limit().isPresent());
    return new TemplateShape(requests || limits, requests, limits);
  }
}
