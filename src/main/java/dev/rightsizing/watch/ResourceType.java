// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kind of object.
 *
 * @param resource as a role names it, with its group: {@code deployments.apps}
 * @param blank makes an empty one
 * @param objects all of them, in every namespace; what belongs to the cluster is in none
 */
public record ResourceType<T extends HasMetadata>(
    String resource,
    Supplier<T> blank,
    MixedOperation<T, ? extends KubernetesResourceList<T>, ?> objects) {

  /** Those of one namespace, or of all when it is empty. */
  public Informable<T> in(Optional<String> namespace) {
    return namespace.isPresent() ? objects.inNamespace(namespace.get()) : objects.inAnyNamespace();
  }
}
