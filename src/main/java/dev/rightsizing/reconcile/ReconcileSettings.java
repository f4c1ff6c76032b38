// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import java.time.Duration;
import java.util.Set;

/**
 * External settings of the controller.
 *
 * @param ownNamespace the only one where a policy's namespaceSelector counts
 * @param watchNamespaces namespaces that may be read at all; empty: every one
 * @param retryInterval how soon a failed evaluation is tried again
 * @param writeConcurrency Recommendations written at the same time
 */
public record ReconcileSettings(
    String ownNamespace,
    Set<String> watchNamespaces,
    Duration retryInterval,
    int writeConcurrency) {

  public ReconcileSettings {
    watchNamespaces = Set.copyOf(watchNamespaces);
  }

  public boolean watches(String namespace) {
    return watchNamespaces.isEmpty() || watchNamespaces.contains(namespace);
  }
}
