// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import dev.rightsizing.access.Permission.OnResource;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.RecommendationRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a person sees and may decide: what {@code kubectl} would show. A list of all namespaces is
 * asked for first, then one of each namespace that has something to show.
 */
public final class Rights {
  private static final String GROUP = "rightsizing.dev";
  private static final String RECOMMENDATIONS = "recommendations";
  private static final String POLICIES = "rightsizingpolicies";

  private final AccessReview access;
  private final ExecutorService questions;

  /**
   * @param questions runs the questions about single namespaces, which come in hundreds
   */
  public Rights(AccessReview access, ExecutorService questions) {
    this.access = access;
    this.questions = questions;
  }

  List<RecommendationRow> recommendations(Identity person, List<RecommendationRow> all)
      throws AccessException {
    return visible(person, RECOMMENDATIONS, all, row -> row.object().namespace());
  }

  List<PolicyRow> policies(Identity person, List<PolicyRow> all) throws AccessException {
    return visible(person, POLICIES, all, PolicyRow::namespace);
  }

  boolean mayRead(Identity person, String namespace, String name) throws AccessException {
    return access.allows(person, new OnResource("get", GROUP, RECOMMENDATIONS, namespace, name));
  }

  boolean mayDecide(Identity person, String namespace, String name) throws AccessException {
    return access.allows(person, new OnResource("update", GROUP, RECOMMENDATIONS, namespace, name));
  }

  private <R> List<R> visible(
      Identity person, String resource, List<R> all, Function<R, String> namespace)
      throws AccessException {
    if (all.isEmpty() || access.allows(person, list(resource, ""))) {
      return all;
    }
    Set<String> allowed =
        allowed(person, resource, all.stream().map(namespace).collect(Collectors.toSet()));
    return all.stream().filter(row -> allowed.contains(namespace.apply(row))).toList();
  }

  private Set<String> allowed(Identity person, String resource, Set<String> namespaces)
      throws AccessException {
    List<String> order = List.copyOf(namespaces);
    List<Callable<Boolean>> asked =
        order.stream()
            .map(one -> (Callable<Boolean>) () -> access.allows(person, list(resource, one)))
            .toList();
    Set<String> allowed = new HashSet<>();
    try {
      List<Future<Boolean>> answers = questions.invokeAll(asked);
      for (int i = 0; i < order.size(); i++) {
        if (answers.get(i).get()) {
          allowed.add(order.get(i));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessException("interrupted while the API server is asked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AccessException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
    return allowed;
  }

  private static Permission list(String resource, String namespace) {
    return new OnResource("list", GROUP, resource, namespace, "");
  }
}
