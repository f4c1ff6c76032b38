// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Reason;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Lists objects page by page, keeps of each only what is asked for, and turns refusals into the
 * port's words.
 *
 * <p>Pages are read at the newest resource version: since Kubernetes 1.34 the API server answers
 * them from its cache anyway, while {@code resourceVersion=0} would ignore the limit and send
 * everything in one answer.
 */
public final class ObjectLister implements ObjectReader {

  private static final long PAGE_SIZE = 500;
  private static final int ATTEMPTS = 3;

  private final String server;

  /**
   * @param server the API server's address, for messages
   */
  public ObjectLister(String server) {
    this.server = server;
  }

  /**
   * What to list.
   *
   * @param resource as a role names it, with its group: {@code deployments.apps}
   * @param scope for messages: {@code "namespace shop"} or {@code "the cluster"}
   */
  public record Listing<T extends HasMetadata>(
      String resource, String scope, Listable<? extends KubernetesResourceList<T>> objects) {}

  @Override
  public <T extends HasMetadata, R> List<R> read(
      ResourceType<T> kind, String namespace, Function<T, R> keep) throws WorkloadException {
    return list(
        new Listing<T>(
            kind.resource(), "namespace " + namespace, kind.objects().inNamespace(namespace)),
        keep);
  }

  /** All objects, each reduced at once; nothing where there is nothing to list (404). */
  public <T extends HasMetadata, R> List<R> list(Listing<T> listing, Function<T, R> keep)
      throws WorkloadException {
    for (int attempt = 1; ; attempt++) {
      try {
        return pages(listing.objects(), keep);
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          return List.of();
        }
        // 410: the version that the pages belong to was compacted away meanwhile; start afresh.
        if (e.getCode() != HttpURLConnection.HTTP_GONE || attempt == ATTEMPTS) {
          throw failure(listing, e);
        }
      }
    }
  }

  private static <T extends HasMetadata, R> List<R> pages(
      Listable<? extends KubernetesResourceList<T>> objects, Function<T, R> keep) {
    List<R> kept = new ArrayList<>();
    String next = null;
    do {
      ListOptions page = new ListOptionsBuilder().withLimit(PAGE_SIZE).withContinue(next).build();
      KubernetesResourceList<T> answer = objects.list(page);
      answer.getItems().forEach(item -> kept.add(keep.apply(item)));
      next = answer.getMetadata() == null ? null : answer.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return kept;
  }

  private WorkloadException failure(Listing<?> listing, KubernetesClientException e) {
    String what = "list " + listing.resource() + " in " + listing.scope();
    int code = e.getCode();
    if (code == HttpURLConnection.HTTP_FORBIDDEN || code == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return new WorkloadException(
          Reason.KUBERNETES_FORBIDDEN,
          "The API server refuses to %s (%d); allow verb list on %s in the operator's role"
              .formatted(what, code, listing.resource()),
          e);
    }
    return failure(what, e);
  }

  /**
   * For every failure but a refusal.
   *
   * @param what was tried: {@code "list pods in namespace shop"}
   */
  public WorkloadException failure(String what, KubernetesClientException e) {
    String answer =
        e.getCode() > 0 ? "it answers " + e.getCode() : String.valueOf(rootCause(e).getMessage());
    return new WorkloadException(
        Reason.KUBERNETES_UNREACHABLE,
        "Cannot %s at %s: %s; check that the API server is up and reachable"
            .formatted(what, server, answer),
        e);
  }

  private static Throwable rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? e : cause;
  }
}
