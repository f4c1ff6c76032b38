// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.access.AccessReview;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.html.Templates;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.web.PageSettings;
import dev.rightsizing.web.data.Decider;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.WatchedRecords;
import dev.rightsizing.web.page.DetailSection;
import dev.rightsizing.web.server.PageServer;
import dev.rightsizing.web.server.Site;
import dev.rightsizing.web.usage.UsageSection;
import dev.rightsizing.web.usage.WhatIfSection;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the page. */
@Singleton
final class PageWiring {
  /** Who may see a namespace is asked for that many at a time. */
  private static final int QUESTIONS = 8;

  @Produces
  @Singleton
  PageSettings pageSettings(Settings settings) {
    return PageSettingsReader.read(settings.page());
  }

  @Produces
  @Singleton
  WatchedRecords records(
      ScopedWatches<Recommendation, KeptRecommendation> recommendations,
      KubernetesClient client,
      ReconcileSettings settings,
      Clock clock) {
    ScopedWatches<RightSizingPolicy, PolicyRow> policies =
        new ScopedWatches<>(
            new ResourceType<>(
                "rightsizingpolicies.rightsizing.dev",
                RightSizingPolicy::new,
                client.resources(RightSizingPolicy.class)),
            PolicyRow::of,
            FallbackListener.NONE);
    List<Optional<String>> scopes =
        settings.watchNamespaces().isEmpty()
            ? List.of(Optional.empty())
            : settings.watchNamespaces().stream().map(Optional::of).toList();
    return new WatchedRecords(
        scopes.stream()
            .map(scope -> recommendations.in(scope).map(kept -> kept.row().orElseThrow()))
            .toList(),
        scopes.stream().map(policies::in).toList(),
        client,
        clock);
  }

  @Produces
  @Singleton
  Templates templates() {
    return new Templates();
  }

  @Produces
  @Singleton
  DetailSection usageSection(Templates templates, RecommendationStudies studies) {
    return new UsageSection(templates, studies);
  }

  @Produces
  @Singleton
  DetailSection whatIfSection(Templates templates, RecommendationStudies studies) {
    return new WhatIfSection(templates, studies);
  }

  @Produces
  @Singleton
  PageServer pageServer(
      Vertx vertx,
      PageSettings settings,
      WatchedRecords records,
      AccessReview access,
      KubernetesClient client,
      Instance<DetailSection> sections,
      DaemonThreads threads,
      Clock clock) {
    Site.Parts parts =
        new Site.Parts(
            records,
            access,
            new Decider(client),
            sections.stream().sorted(Comparator.comparing(DetailSection::id)).toList(),
            threads.pool("page-access", QUESTIONS),
            clock);
    return new PageServer(vertx, settings, new Site(settings, parts).routes());
  }
}
