// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.HourlySeries;
import dev.rightsizing.model.Resource;
import java.util.List;

/** Usage by the hour of the containers of a report, for formats that draw it. */
@FunctionalInterface
public interface ContainerUsage {
  /** Nothing is known. */
  ContainerUsage NONE = (container, resource) -> new HourlySeries(resource, 0, 0, List.of());

  /** The usage of one resource of a container; without hours where nothing is known. */
  HourlySeries of(ContainerRef container, Resource resource);
}
