// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.absence.Traces;
import dev.rightsizing.usage.risk.LabelledSink;
import dev.rightsizing.usage.risk.NamedQuery;
import dev.rightsizing.usage.risk.RiskQuery;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Where recorded usage comes from. Adapters are safe for use by several threads. */
public interface UsageSource {

  /** For people and as a key: what is read, without credentials. */
  String describe();

  /** The metric's name behind a resource, for messages. */
  String metric(Resource resource);

  /**
   * Reads one slice and hands every series to the sink, as a stream. A retry hands on again what
   * the attempt before it had read, so a sink must take the same sample twice.
   *
   * @throws UsageException with its reason; the sink may have seen a part by then
   */
  ReadReport read(UsageQuery query, SampleSink sink) throws UsageException;

  /**
   * Reads one signal, one value an hour, like {@link #read}. A signal that is not recorded is no
   * error: the sink sees no series.
   *
   * @throws UsageException with its reason; the sink may have seen a part by then
   */
  ReadReport readSignal(SignalQuery query, SampleSink sink) throws UsageException;

  /**
   * Reads one signal of risk at one instant, one sample a series, like {@link #read}. A signal that
   * is not recorded is no error: the sink sees no series.
   *
   * @throws UsageException with its reason; the sink may have seen a part by then
   */
  ReadReport readNow(RiskQuery query, SampleSink sink) throws UsageException;

  /**
   * Reads a policy-defined query once: the next risk evaluation is the retry.
   *
   * @throws UsageException with its reason, of which the query may be the cause; the sink may have
   *     seen a part by then
   */
  void readNamed(NamedQuery query, LabelledSink sink) throws UsageException;

  /**
   * Owners of pods that existed in the interval, where the source records them
   * (kube-state-metrics); empty where it does not.
   */
  PodOwnerHistory podOwners(Set<String> namespaces, Instant from, Instant to) throws UsageException;

  /**
   * Price per node name, where the source records it (OpenCost); empty where it does not.
   *
   * @return node name to USD per core hour and USD per GiB hour
   */
  Map<String, NodePrice> nodePrices(Instant at) throws UsageException;

  /** What namespaces use of their GPUs; empty where nothing records it. */
  default Map<String, GpuUse> gpus(Instant at) throws UsageException {
    return Map.of();
  }

  /**
   * The capacity of the greatest machine that there was in an interval, where the source records it
   * (cAdvisor); empty where it does not.
   *
   * @return cores and bytes
   */
  default Map<Resource, Double> greatestMachines(Instant from, Instant to) throws UsageException {
    return Map.of();
  }

  /**
   * What there is of a resource's metric in some namespaces in the hour before an instant, by any
   * labels; empty for a source of which usage is all there is.
   */
  default Traces traces(Resource resource, SortedSet<String> namespaces, Instant at)
      throws UsageException {
    return new Traces();
  }

  /**
   * Takes the pods that the API server knows now, so that the reads that follow can distinguish
   * series of other clusters; a source that holds one cluster needs none.
   */
  default void know(Set<String> namespaces, KnownPods pods) {
    // A single cluster by default.
  }

  /** What is known of other clusters in some namespaces, after reads. */
  default OtherClusters otherClusters(Set<String> namespaces) {
    return OtherClusters.NONE;
  }

  /**
   * The same source without the series that have one of these values of a label; an empty value
   * stands for series that lack the label. A source that cannot leave them out gives itself.
   */
  default UsageSource without(Map<String, ? extends Set<String>> values) {
    return this;
  }

  /** The source's clock minus ours in seconds, if it was seen; for messages and health. */
  default Optional<Long> clockSkewSeconds() {
    return Optional.empty();
  }

  /** Hourly price of a node in USD. */
  record NodePrice(double cpuCoreHour, double memoryGiBHour) {}
}
