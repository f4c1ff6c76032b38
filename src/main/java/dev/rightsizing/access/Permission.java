// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access;

/** What somebody wants to do, in the words of the cluster's RBAC. */
public sealed interface Permission {

  /**
   * On objects of the cluster.
   *
   * @param verb such as {@code get}, {@code list}, {@code update}
   * @param group API group, empty for the core group
   * @param resource plural, such as {@code recommendations}
   * @param namespace empty: in all namespaces
   * @param name empty: every object
   */
  record OnResource(String verb, String group, String resource, String namespace, String name)
      implements Permission {}

  /**
   * On a path that is no object ({@code nonResourceURLs} of a ClusterRole).
   *
   * @param verb in lower case, such as {@code get}
   * @param path such as {@code /metrics}
   */
  record OnPath(String verb, String path) implements Permission {}
}
