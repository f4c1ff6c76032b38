// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.absence.Traces;
import dev.rightsizing.usage.risk.LabelledSink;
import dev.rightsizing.usage.risk.NamedQuery;
import dev.rightsizing.usage.risk.RiskQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A source of which only whole series of this cluster come through. It looks at the labels of
 * namespaces that it has not met by one query of one instant, and again when a value of a label is
 * new; what is another cluster's is not asked for any more.
 *
 * <p>Without {@link #know known pods} clusters are not distinguished.
 */
public final class OwnSeriesSource implements UsageSource {
  private static final Duration STEP = Duration.ofMinutes(5);

  /** Long enough for what is scraped seldom, too short for what has ended long ago. */
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(15);

  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final UsageSource source;
  private final Clock clock;
  private final Map<String, KnownPods> pods = new ConcurrentHashMap<>();
  private final Map<String, Instant> looked = new ConcurrentHashMap<>();
  private final ClusterKnowledge knowledge = new ClusterKnowledge();
  private SortedMap<String, SortedSet<String>> left = new TreeMap<>();
  private UsageSource narrowed;

  public OwnSeriesSource(UsageSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.narrowed = source;
  }

  @Override
  public void know(Set<String> namespaces, KnownPods known) {
    namespaces.forEach(namespace -> pods.put(namespace, known));
  }

  @Override
  public synchronized OtherClusters otherClusters(Set<String> namespaces) {
    return knowledge.of(namespaces);
  }

  @Override
  public ReadReport read(UsageQuery query, SampleSink sink) throws UsageException {
    Optional<KnownPods> known = known(query.namespaces());
    ReadReport report =
        known.isPresent() ? look(query.namespaces(), known.get()) : ReadReport.NOTHING;
    Pass first = pass(query, known, true, sink);
    report = report.plus(first.report());
    if (first.filter().unmet().isEmpty()) {
      return report;
    }
    report = report.plus(meet(query.namespaces(), first.filter(), known.orElseThrow()));
    return report.plus(pass(query, known, false, sink).report());
  }

  private record Pass(ReadReport report, OwnFilter filter) {}

  private Pass pass(UsageQuery query, Optional<KnownPods> known, boolean keepsBack, SampleSink sink)
      throws UsageException {
    WholeSeries whole = new WholeSeries(query, sink);
    OwnFilter filter = new OwnFilter(standings(), known, keepsBack, whole);
    ReadReport report = narrowed().read(query, filter);
    whole.end();
    return new Pass(report, filter);
  }

  /** Looks at namespaces that were not met, or of which something is held back. */
  private synchronized ReadReport look(Set<String> namespaces, KnownPods known)
      throws UsageException {
    boolean met = looked.keySet().containsAll(namespaces);
    return met && !isDue(namespaces) ? ReadReport.NOTHING : lookNow(namespaces, known);
  }

  /** Held-back series may become distinguishable later; checking once per step is enough. */
  private boolean isDue(Set<String> namespaces) {
    Instant soon = clock.instant().minus(STEP);
    return knowledge.holdsAny(namespaces)
        && namespaces.stream().map(looked::get).anyMatch(at -> !at.isAfter(soon));
  }

  private ReadReport lookNow(Set<String> namespaces, KnownPods known) throws UsageException {
    Instant now = clock.instant();
    List<SeriesKey> series = new ArrayList<>();
    ReadReport report = seriesAt(now, namespaces, series);
    List<ReadReport> more = new ArrayList<>();
    knowledge.learn(
        namespaces,
        series,
        () -> {
          List<SeriesKey> before = new ArrayList<>();
          more.add(seriesAt(now.minus(AN_HOUR), namespaces, before));
          return before;
        },
        known);
    namespaces.forEach(namespace -> looked.put(namespace, now));
    leaveOut();
    return more.stream().reduce(report, ReadReport::plus);
  }

  private ReadReport seriesAt(Instant at, Set<String> namespaces, List<SeriesKey> into)
      throws UsageException {
    long step = STEP.toSeconds();
    Instant floor = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step) * step);
    UsageQuery query =
        new UsageQuery(Resource.MEMORY, new TreeSet<>(namespaces), floor, floor, STEP, SEEN_WITHIN);
    return source.read(query, (key, seconds, values, count) -> into.add(key));
  }

  /** Classifies a new value by the current series, or by its absence from them. */
  private synchronized ReadReport meet(Set<String> namespaces, OwnFilter filter, KnownPods known)
      throws UsageException {
    ReadReport report = lookNow(namespaces, known);
    Standings standings = knowledge.standings();
    filter
        .unmet()
        .forEach(
            (label, values) ->
                values.keySet().removeIf(value -> standings.of(label, value).isPresent()));
    filter.unmet().values().removeIf(Map::isEmpty);
    knowledge.settle(filter.unmet(), known);
    leaveOut();
    return report;
  }

  private void leaveOut() {
    SortedMap<String, SortedSet<String>> foreign = knowledge.standings().foreign();
    if (!foreign.equals(left)) {
      left = foreign;
      narrowed = foreign.isEmpty() ? source : source.without(foreign);
    }
  }

  private synchronized Standings standings() {
    return knowledge.standings();
  }

  private synchronized UsageSource narrowed() {
    return narrowed;
  }

  /** The pods of some namespaces; empty where those of one are not known. */
  private Optional<KnownPods> known(Set<String> namespaces) {
    if (namespaces.isEmpty() || !pods.keySet().containsAll(namespaces)) {
      return Optional.empty();
    }
    return Optional.of(
        new KnownPods() {
          @Override
          public Optional<WorkloadRef> ownerOf(String namespace, String pod) {
            return Optional.ofNullable(pods.get(namespace))
                .flatMap(known -> known.ownerOf(namespace, pod));
          }

          @Override
          public boolean lives(String namespace, String pod) {
            KnownPods known = pods.get(namespace);
            return known != null && known.lives(namespace, pod);
          }
        });
  }

  @Override
  public ReadReport readSignal(SignalQuery query, SampleSink sink) throws UsageException {
    return narrowed().readSignal(query, filter(query.namespaces(), sink));
  }

  @Override
  public ReadReport readNow(RiskQuery query, SampleSink sink) throws UsageException {
    return narrowed().readNow(query, filter(query.namespaces(), sink));
  }

  private OwnFilter filter(Set<String> namespaces, SampleSink sink) {
    SampleSink bare =
        (key, seconds, values, count) -> sink.series(key.bare(), seconds, values, count);
    return new OwnFilter(standings(), known(namespaces), false, bare);
  }

  /** A policy's own query cannot be narrowed; where its answer names a cluster, it is heeded. */
  @Override
  public void readNamed(NamedQuery query, LabelledSink sink) throws UsageException {
    SortedMap<String, SortedSet<String>> foreign = standings().foreign();
    narrowed()
        .readNamed(
            query,
            (labels, value) -> {
              boolean own =
                  foreign.entrySet().stream()
                      .noneMatch(
                          label ->
                              labels.containsKey(label.getKey())
                                  && label.getValue().contains(labels.get(label.getKey())));
              if (own) {
                sink.sample(labels, value);
              }
            });
  }

  @Override
  public PodOwnerHistory podOwners(Set<String> namespaces, Instant from, Instant to)
      throws UsageException {
    Optional<KnownPods> known = known(namespaces);
    if (known.isPresent()) {
      // Usage is read next; what it would look at can be left out here already.
      look(namespaces, known.get());
    }
    return narrowed().podOwners(namespaces, from, to);
  }

  @Override
  public Map<String, NodePrice> nodePrices(Instant at) throws UsageException {
    return narrowed().nodePrices(at);
  }

  @Override
  public Map<String, GpuUse> gpus(Instant at) throws UsageException {
    return narrowed().gpus(at);
  }

  @Override
  public Map<Resource, Double> greatestMachines(Instant from, Instant to) throws UsageException {
    return narrowed().greatestMachines(from, to);
  }

  @Override
  public Traces traces(Resource resource, SortedSet<String> namespaces, Instant at)
      throws UsageException {
    return narrowed().traces(resource, namespaces, at);
  }

  @Override
  public String describe() {
    return source.describe();
  }

  @Override
  public String metric(Resource resource) {
    return source.metric(resource);
  }

  @Override
  public Optional<Long> clockSkewSeconds() {
    return source.clockSkewSeconds();
  }
}
