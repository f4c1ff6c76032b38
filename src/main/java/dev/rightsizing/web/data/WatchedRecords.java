// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.watch.CacheView;
import dev.rightsizing.watch.Watched;
import dev.rightsizing.web.data.Freshness.Outage;
import dev.rightsizing.web.data.RecommendationRow.ObjectName;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Rows from watches. {@link #refresh} must be called every few seconds: it begins the watches,
 * notices when they or the API server are away, and keeps what was last seen meanwhile.
 */
public final class WatchedRecords implements Records {
  /** Somebody waits for the answer; fabric8 would try for 20 seconds. */
  private static final int TIMEOUT_MILLIS = 5_000;

  /** Some 10 kB each. */
  private static final int WHOLE_OBJECTS = 200;

  private static final int LONGEST_REASON = 300;

  private final List<Watched<RecommendationRow>> recommendations;
  private final List<Watched<PolicyRow>> policies;
  private final KubernetesClient client;
  private final Clock clock;
  private final Map<Watched<?>, CacheView<?>> views = new ConcurrentHashMap<>();
  private final AtomicReference<Freshness> freshness;
  private final Cache<ObjectName, Recommendation> read =
      Caffeine.newBuilder().maximumSize(WHOLE_OBJECTS).build();

  /**
   * @param recommendations one watch per namespace, or one for all
   * @param policies the same
   * @param client left open
   */
  public WatchedRecords(
      List<Watched<RecommendationRow>> recommendations,
      List<Watched<PolicyRow>> policies,
      KubernetesClient client,
      Clock clock) {
    this.recommendations = List.copyOf(recommendations);
    this.policies = List.copyOf(policies);
    this.clock = clock;
    this.client =
        client
            .newClient(
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                    .withRequestTimeout(TIMEOUT_MILLIS)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .adapt(KubernetesClient.class);
    this.freshness =
        new AtomicReference<>(
            new Freshness(
                Optional.empty(),
                Optional.of(new Outage(clock.instant(), "The first list is being read."))));
  }

  /** Looks whether everything is kept up to date. Blocks, at first for as long as a list takes. */
  public void refresh() {
    Optional<String> fault = fault();
    Instant now = clock.instant();
    freshness.updateAndGet(
        before ->
            fault.isEmpty()
                ? new Freshness(Optional.of(now), Optional.empty())
                : new Freshness(
                    before.asOf(),
                    Optional.of(
                        new Outage(before.outage().map(Outage::since).orElse(now), fault.get()))));
  }

  private Optional<String> fault() {
    List<Watched<?>> all = new ArrayList<>(recommendations);
    all.addAll(policies);
    Optional<String> fault = Optional.empty();
    for (Watched<?> one : all) {
      Optional<? extends CacheView<?>> view = one.peek(clock.instant());
      if (view.isPresent()) {
        views.put(one, view.get());
      } else {
        fault = Optional.of(reason(one.fault()));
      }
    }
    return fault.isPresent() ? fault : unreachable();
  }

  /** A watch that was cut off tries again in silence, so the API server itself is asked. */
  private Optional<String> unreachable() {
    try {
      client.getKubernetesVersion();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      // Whatever it answers, it is there.
      return e.getCode() > 0 && e.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR
          ? Optional.empty()
          : Optional.of("The API server does not answer the operator.");
    }
  }

  private static String reason(Optional<Throwable> fault) {
    return fault
        .filter(cause -> cause instanceof KubernetesClientException e && e.getCode() == 403)
        .map(
            cause ->
                "The operator may not watch all objects that the page shows ("
                    + PlainText.line(cause.getMessage(), LONGEST_REASON)
                    + "). Grant its ServiceAccount the verbs list and watch.")
        .orElse("The API server does not answer the operator's watch.");
  }

  @Override
  public List<RecommendationRow> recommendations() {
    return rows(recommendations);
  }

  @Override
  public List<PolicyRow> policies() {
    return rows(policies);
  }

  @SuppressWarnings("unchecked") // each view is put under its own watch
  private <R> List<R> rows(List<Watched<R>> watches) {
    List<R> rows = new ArrayList<>();
    for (Watched<R> watch : watches) {
      CacheView<R> view = (CacheView<R>) views.get(watch);
      if (view != null) {
        rows.addAll(view.all());
      }
    }
    return rows;
  }

  @Override
  public Freshness freshness() {
    return freshness.get();
  }

  @Override
  public Optional<Recommendation> read(String namespace, String name) throws UnavailableException {
    ObjectName key = new ObjectName(namespace, name);
    try {
      Recommendation found =
          client.resources(Recommendation.class).inNamespace(namespace).withName(name).get();
      if (found == null) {
        read.invalidate(key);
      } else {
        read.put(key, found);
      }
      return Optional.ofNullable(found);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return Optional.empty();
      }
      Recommendation before = read.getIfPresent(key);
      if (before != null) {
        return Optional.of(before);
      }
      throw new UnavailableException("The API server does not answer.", e);
    }
  }
}
