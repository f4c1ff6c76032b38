// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.git.proposal.IndexedManifests;
import dev.rightsizing.git.proposal.ProposalPass;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.apply.ApplyRequests;
import dev.rightsizing.reconcile.proposal.DecisionWatch;
import dev.rightsizing.reconcile.proposal.GitStop;
import dev.rightsizing.reconcile.proposal.ProposalCycle;
import dev.rightsizing.reconcile.proposal.ProposalEngine;
import dev.rightsizing.reconcile.proposal.ProposalReporter;
import dev.rightsizing.reconcile.proposal.ProposalRequests;
import dev.rightsizing.reconcile.proposal.ProposalSchedule;
import dev.rightsizing.reconcile.proposal.ProposalStore;
import dev.rightsizing.reconcile.proposal.SecretCredentials;
import dev.rightsizing.reconcile.proposal.Withdrawals;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.StopSwitch;
import dev.rightsizing.telemetry.ProposalMetrics;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.dryrun.KubernetesDryRun;
import dev.rightsizing.workload.kubernetes.owner.KubernetesGitOpsSources;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes mode Propose. Git itself is made by the first pass of the first policy that proposes. */
@Singleton
final class GitWiring {

  @Produces
  @Singleton
  ProposalMetrics proposalMetrics(PrometheusRegistry registry) {
    return new ProposalMetrics(registry);
  }

  @Produces
  @Singleton
  ProposalReporter proposalReporter(ProposalMetrics metrics) {
    return new ProposalReporter(metrics);
  }

  @Produces
  @Singleton
  ProposalRequests proposalRequests() {
    return new ProposalRequests();
  }

  @Produces
  @Singleton
  DecisionWatch decisionWatch(ProposalRequests requests, ApplyRequests applies) {
    return new DecisionWatch(
        policy -> {
          requests.soon(policy);
          applies.soon(policy);
        });
  }

  @Produces
  @Singleton
  ProposalSchedule proposalSchedule(Settings settings, Clock clock) {
    if (settings.git().concurrency() < 1) {
      throw new IllegalArgumentException("RIGHTSIZING_GIT_CONCURRENCY must be at least 1");
    }
    return new ProposalSchedule(settings.git().interval(), settings.git().concurrency(), clock);
  }

  @Produces
  @Singleton
  StopSwitch stopSwitch(KubernetesClient client, ReconcileSettings settings) {
    return new StopSwitch(client, settings.ownNamespace());
  }

  @Produces
  @Singleton
  GitStop gitStop(StopSwitch stop) {
    return new GitStop(stop);
  }

  @Produces
  @Singleton
  ProposalEngine engine(Settings settings, GitStop stop, ProposalMetrics metrics, Clock clock) {
    GitParts parts = new GitParts(settings.git());
    return new LazyEngine(
        () ->
            new ProposalPass(
                parts.repositories(stop, metrics, clock),
                parts.hosts(stop, metrics, clock),
                new IndexedManifests(),
                clock));
  }

  @Produces
  @Singleton
  ProposalCycle.Cluster proposalCluster(
      KubernetesClient client,
      RecommendationStore recommendations,
      WorkloadSource workloads,
      Settings settings) {
    return new ProposalCycle.Cluster(
        recommendations,
        workloads,
        () -> new KubernetesGitOpsSources(client, settings.git().argoCdNamespace()));
  }

  @Produces
  @Singleton
  ProposalStore proposalStore(
      KubernetesClient client, ReconcileSettings settings, Tracing tracing, DaemonThreads threads) {
    return new ProposalStore(
        new StatusWriter(client, ProposalStore.FIELD_MANAGER, tracing),
        new BoundedWrites(
            tracing.carrying(threads.pool("proposal-write", settings.writeConcurrency()))));
  }

  @Produces
  @Singleton
  ProposalCycle.Parts proposalParts(
      KubernetesClient client,
      GitStop stop,
      ProposalCycle.Cluster cluster,
      ProposalEngine engine,
      ProposalStore store,
      NoticePublishers publishers,
      Settings settings) {
    return new ProposalCycle.Parts(
        stop,
        new SecretCredentials(client),
        cluster,
        new KubernetesDryRun(client),
        engine,
        store,
        publishers,
        settings.git().pageUrl());
  }

  @Produces
  @Singleton
  ProposalCycle proposalCycle(ProposalCycle.Parts parts, ProposalReporter reporter, Clock clock) {
    return new ProposalCycle(parts, reporter, clock);
  }

  @Produces
  @Singleton
  Withdrawals withdrawals(ProposalCycle.Parts parts, ProposalReporter reporter) {
    return new Withdrawals(parts, reporter);
  }
}
