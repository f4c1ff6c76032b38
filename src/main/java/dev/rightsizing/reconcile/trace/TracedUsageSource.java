// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.trace;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.model.Resource;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.absence.Traces;
import dev.rightsizing.usage.risk.LabelledSink;
import dev.rightsizing.usage.risk.NamedQuery;
import dev.rightsizing.usage.risk.RiskQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A source with a step around each read, retries included. Equal where the sources are, since what
 * was read is kept by source. Neither queries nor values become attributes.
 */
record TracedUsageSource(UsageSource source, Tracing tracing) implements UsageSource {

  /** What is read. */
  @FunctionalInterface
  private interface Read<T> {
    T run() throws UsageException;
  }

  private <T> T traced(String what, Collection<String> namespaces, Read<T> read)
      throws UsageException {
    try (Tracing.Step step = tracing.call("query").with(Attributes.READ, what)) {
      if (namespaces.size() == 1) {
        step.with(Attributes.NAMESPACE, namespaces.iterator().next());
      }
      try {
        T answer = read.run();
        if (answer instanceof ReadReport report) {
          step.with(Attributes.QUERIES, report.queries())
              .with(Attributes.SAMPLES, report.samples())
              .with(Attributes.BYTES, report.bytes());
        }
        return answer;
      } catch (UsageException e) {
        step.with(Attributes.OUTCOME, e.reason().text()).failed(e.reason().text());
        throw e;
      } catch (RuntimeException e) {
        step.failed(e.getClass().getSimpleName());
        throw e;
      }
    }
  }

  @Override
  public ReadReport read(UsageQuery query, SampleSink sink) throws UsageException {
    return traced(
        source.metric(query.resource()), query.namespaces(), () -> source.read(query, sink));
  }

  @Override
  public ReadReport readSignal(SignalQuery query, SampleSink sink) throws UsageException {
    return traced(
        query.signal().metric(), query.namespaces(), () -> source.readSignal(query, sink));
  }

  @Override
  public ReadReport readNow(RiskQuery query, SampleSink sink) throws UsageException {
    return traced(query.signal().metric(), query.namespaces(), () -> source.readNow(query, sink));
  }

  @Override
  public void readNamed(NamedQuery query, LabelledSink sink) throws UsageException {
    traced(
        "signal " + query.name(),
        query.namespaces(),
        () -> {
          source.readNamed(query, sink);
          return true;
        });
  }

  @Override
  public PodOwnerHistory podOwners(Set<String> namespaces, Instant from, Instant to)
      throws UsageException {
    return traced("pod owners", namespaces, () -> source.podOwners(namespaces, from, to));
  }

  @Override
  public Map<String, NodePrice> nodePrices(Instant at) throws UsageException {
    return traced("node prices", Set.of(), () -> source.nodePrices(at));
  }

  @Override
  public Map<String, GpuUse> gpus(Instant at) throws UsageException {
    return traced("GPUs", Set.of(), () -> source.gpus(at));
  }

  @Override
  public Map<Resource, Double> greatestMachines(Instant from, Instant to) throws UsageException {
    return traced("machines", Set.of(), () -> source.greatestMachines(from, to));
  }

  @Override
  public Traces traces(Resource resource, SortedSet<String> namespaces, Instant at)
      throws UsageException {
    return traced(
        "labels of " + source.metric(resource),
        namespaces,
        () -> source.traces(resource, namespaces, at));
  }

  @Override
  public void know(Set<String> namespaces, KnownPods pods) {
    source.know(namespaces, pods);
  }

  @Override
  public OtherClusters otherClusters(Set<String> namespaces) {
    return source.otherClusters(namespaces);
  }

  @Override
  public UsageSource without(Map<String, ? extends Set<String>> values) {
    UsageSource narrowed = source.without(values);
    return narrowed == source ? this : new TracedUsageSource(narrowed, tracing);
  }

  @Override
  public Optional<Long> clockSkewSeconds() {
    return source.clockSkewSeconds();
  }

  @Override
  public String describe() {
    return source.describe();
  }

  @Override
  public String metric(Resource resource) {
    return source.metric(resource);
  }
}
