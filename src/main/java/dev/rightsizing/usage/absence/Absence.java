// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.absence;

import dev.rightsizing.model.Resource;

/**
 * A namespace of which the source has no usage of a resource.
 *
 * @param cause why, as far as one query shows
 */
public record Absence(String namespace, Resource resource, Cause cause) {

  /** Why there is no usage. */
  public enum Cause {
    /** There is no series of the metric. */
    NO_SERIES,
    /** There are series of whole pods only. */
    NO_CONTAINERS,
    /** The series have the labels of before Kubernetes 1.16. */
    OLD_LABELS,
    /** Containers have series, which yield no usage in the window. */
    NO_RATE
  }

  static Absence of(String namespace, Resource resource, Traces traces) {
    if (traces.samples(namespace, Trace.CONTAINERS).isPresent()) {
      return new Absence(namespace, resource, Cause.NO_RATE);
    }
    if (traces.samples(namespace, Trace.OLD_LABELS).isPresent()) {
      return new Absence(namespace, resource, Cause.OLD_LABELS);
    }
    return new Absence(
        namespace,
        resource,
        traces.samples(namespace, Trace.PODS).isPresent() ? Cause.NO_CONTAINERS : Cause.NO_SERIES);
  }
}
