// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.SeriesKey;

/** Gives every series its ceiling. */
@FunctionalInterface
public interface Ceilings {

  /** Nothing is known but what no machine has. */
  Ceilings ABSOLUTE =
      (resource, key) ->
          new Ceiling(
              Margin.absolute(resource),
              Double.POSITIVE_INFINITY,
              0,
              Double.POSITIVE_INFINITY,
              false,
              Double.POSITIVE_INFINITY,
              Double.POSITIVE_INFINITY);

  Ceiling of(Resource resource, SeriesKey key);
}
