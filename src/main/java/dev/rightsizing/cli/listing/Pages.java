// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.CommandException;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads Recommendations page by page, so that no more than a page of whole objects is in memory,
 * and watches them from there.
 *
 * @param <T> the class into which an object is read
 */
public final class Pages<T extends HasMetadata> {
  private static final long PAGE = 500;

  private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects;
  private final ListingOptions.Scope scope;

  private Pages(
      FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects,
      ListingOptions.Scope scope) {
    this.objects = objects;
    this.scope = scope;
  }

  /** With the fields that this version knows. */
  public static Pages<Recommendation> known(KubernetesClient client, ListingOptions.Scope scope) {
    var all = client.resources(Recommendation.class, RecommendationList.class);
    return new Pages<>(
        scope.namespace().isPresent()
            ? all.inNamespace(scope.namespace().get())
            : all.inAnyNamespace(),
        scope);
  }

  /** With every field that the cluster holds. */
  static Pages<GenericKubernetesResource> whole(
      KubernetesClient client, ListingOptions.Scope scope) {
    var all =
        client.genericKubernetesResources(
            ResourceDefinitionContext.fromResourceType(Recommendation.class));
    FilterWatchListDeletable<GenericKubernetesResource, ? extends GenericKubernetesResourceList, ?>
        part =
            scope.namespace().isPresent()
                ? all.inNamespace(scope.namespace().get())
                : all.inAnyNamespace();
    return new Pages<>(part, scope);
  }

  /**
   * Hands over each object.
   *
   * @return the version of the collection, from which a watch goes on
   * @throws CommandException when the cluster has no such objects, or a selector is none
   */
  public String each(Consumer<T> taker) throws CommandException {
    String next = null;
    String version;
    do {
      KubernetesResourceList<T> page = page(next);
      List<T> items = page.getItems();
      if (items != null) {
        items.forEach(taker);
      }
      version = page.getMetadata().getResourceVersion();
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return version;
  }

  private KubernetesResourceList<T> page(String next) throws CommandException {
    try {
      return objects.list(options().withLimit(PAGE).withContinue(next).build());
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        throw new CommandException(
            "the cluster has no CRD for Recommendations; install the operator, or use"
                + " \"rightsize report\", which needs none",
            e);
      }
      if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST && scope.selector().isPresent()) {
        throw new CommandException(
            "the API server does not accept the selector; write -l as in a=b,c!=d,e in (f,g)", e);
      }
      throw e;
    }
  }

  /** Watches from a version on. */
  Watch watch(String version, Watcher<T> watcher) {
    return objects.watch(options().withResourceVersion(version).build(), watcher);
  }

  private ListOptionsBuilder options() {
    return new ListOptionsBuilder(new ListOptions())
        .withLabelSelector(scope.selector().orElse(null));
  }

  /** The list as the API server sends it. */
  static final class RecommendationList extends DefaultKubernetesResourceList<Recommendation> {
    private static final long serialVersionUID = 1L;
  }
}
