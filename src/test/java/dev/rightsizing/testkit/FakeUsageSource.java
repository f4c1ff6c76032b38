// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.SeriesLabels;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.absence.Traces;
import dev.rightsizing.usage.risk.LabelledSink;
import dev.rightsizing.usage.risk.NamedQuery;
import dev.rightsizing.usage.risk.RiskMetric;
import dev.rightsizing.usage.risk.RiskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Usage as functions of time: say what is used, then hand it to what reads usage. */
public final class FakeUsageSource implements UsageSource {
  private final List<Series> series = new CopyOnWriteArrayList<>();
  private final List<UsageQuery> queries = new CopyOnWriteArrayList<>();
  private volatile Duration longest = Duration.ofDays(1000);
  private volatile Instant failFrom = Instant.MAX;
  private volatile Reason failure = Reason.SOURCE_UNREACHABLE;
  private volatile PodOwnerHistory history = PodOwnerHistory.EMPTY;
  private volatile Map<String, NodePrice> prices = Map.of();

  private final List<Hourly> signals = new CopyOnWriteArrayList<>();
  private final List<SignalQuery> signalQueries = new CopyOnWriteArrayList<>();
  private final Map<Signal, Reason> signalFailures = new ConcurrentHashMap<>();

  private final List<Now> risks = new CopyOnWriteArrayList<>();
  private final List<RiskQuery> riskQueries = new CopyOnWriteArrayList<>();

  private final List<Named> named = new CopyOnWriteArrayList<>();
  private final List<NamedQuery> namedQueries = new CopyOnWriteArrayList<>();

  private final Map<Resource, Double> machines = new ConcurrentHashMap<>();
  private final Map<Resource, Traces> traces = new ConcurrentHashMap<>();
  private final AtomicInteger tracesAsked = new AtomicInteger();
  private final AtomicInteger pricesAsked = new AtomicInteger();

  private record Named(String name, Map<String, String> labels, ToDoubleFunction<Instant> value) {}

  private record Now(RiskMetric signal, SeriesKey key, ToDoubleFunction<Instant> value) {}

  private record Hourly(Signal signal, SeriesKey key, ToDoubleFunction<Instant> value) {}

  private record Series(Resource resource, SeriesKey key, ToDoubleFunction<Instant> value) {}

  /** One series of CPU usage in cores; NaN is a gap. */
  public FakeUsageSource cpu(
      String namespace, String pod, String container, ToDoubleFunction<Instant> cores) {
    series.add(new Series(Resource.CPU, new SeriesKey(namespace, pod, container), cores));
    return this;
  }

  /** One series of memory usage in bytes; NaN is a gap. */
  public FakeUsageSource memory(
      String namespace, String pod, String container, ToDoubleFunction<Instant> bytes) {
    series.add(new Series(Resource.MEMORY, new SeriesKey(namespace, pod, container), bytes));
    return this;
  }

  /** One of several series of memory usage of a container, told apart by labels. */
  public FakeUsageSource memory(
      String namespace,
      String pod,
      String container,
      SeriesLabels labels,
      ToDoubleFunction<Instant> bytes) {
    series.add(
        new Series(Resource.MEMORY, new SeriesKey(namespace, pod, container, labels), bytes));
    return this;
  }

  /** One of several series of a signal, told apart by labels. */
  public FakeUsageSource signal(
      Signal signal,
      String namespace,
      String pod,
      String container,
      SeriesLabels labels,
      ToDoubleFunction<Instant> value) {
    signals.add(new Hourly(signal, new SeriesKey(namespace, pod, container, labels), value));
    return this;
  }

  /** One series of a signal, by the end of the hour; NaN is a gap. */
  public FakeUsageSource signal(
      Signal signal,
      String namespace,
      String pod,
      String container,
      ToDoubleFunction<Instant> value) {
    signals.add(new Hourly(signal, new SeriesKey(namespace, pod, container), value));
    return this;
  }

  /** One series of a signal of risk; NaN is a gap. */
  public FakeUsageSource risk(
      RiskMetric signal,
      String namespace,
      String pod,
      String container,
      ToDoubleFunction<Instant> value) {
    risks.add(new Now(signal, new SeriesKey(namespace, pod, container), value));
    return this;
  }

  /** One series of the answer to a query that a policy has written; NaN is given as it is. */
  public FakeUsageSource named(
      String name, Map<String, String> labels, ToDoubleFunction<Instant> value) {
    named.add(new Named(name, labels, value));
    return this;
  }

  /** What policies have asked, in order. */
  public List<NamedQuery> namedQueries() {
    return List.copyOf(namedQueries);
  }

  /** What was asked for risk, in order. */
  public List<RiskQuery> riskQueries() {
    return List.copyOf(riskQueries);
  }

  /** Reads of a signal fail from now on; with no reason they work again. */
  public void failSignal(Signal signal, Optional<Reason> reason) {
    reason.ifPresentOrElse(r -> signalFailures.put(signal, r), () -> signalFailures.remove(signal));
  }

  /** What was asked for signals, in order. */
  public List<SignalQuery> signalQueries() {
    return List.copyOf(signalQueries);
  }

  /** Nothing is recorded any more. */
  public void clear() {
    series.clear();
    signals.clear();
    risks.clear();
    named.clear();
  }

  /** The greatest machine that there ever was, in cores or bytes. */
  public void greatestMachine(Resource resource, double capacity) {
    machines.put(resource, capacity);
  }

  /** What there is of a metric that gives no usage. */
  public void traces(Resource resource, Traces found) {
    traces.put(resource, found);
  }

  /** How often it was asked for traces. */
  public int tracesAsked() {
    return tracesAsked.get();
  }

  @Override
  public Map<Resource, Double> greatestMachines(Instant from, Instant to) {
    return Map.copyOf(machines);
  }

  @Override
  public Traces traces(Resource resource, SortedSet<String> namespaces, Instant at) {
    tracesAsked.incrementAndGet();
    return traces.getOrDefault(resource, new Traces());
  }

  public void owners(PodOwnerHistory owners) {
    history = owners;
  }

  public void prices(Map<String, NodePrice> nodes) {
    prices = Map.copyOf(nodes);
  }

  /** Slices longer than this are too large. */
  public void refuseMoreThan(Duration duration) {
    longest = duration;
  }

  /** Reads that end at or after this fail. */
  public void failFrom(Instant from, Reason reason) {
    failFrom = from;
    failure = reason;
  }

  public void recover() {
    failFrom = Instant.MAX;
  }

  /** What was asked for usage, in order. */
  public List<UsageQuery> queries() {
    return List.copyOf(queries);
  }

  public void forgetQueries() {
    queries.clear();
    signalQueries.clear();
  }

  @Override
  public String describe() {
    return "fake";
  }

  @Override
  public String metric(Resource resource) {
    return "fake_" + resource.key();
  }

  @Override
  public ReadReport read(UsageQuery query, SampleSink sink) throws UsageException {
    queries.add(query);
    if (!query.to().isBefore(failFrom)) {
      throw new UsageException(failure, "the fake was told to fail");
    }
    if (Duration.between(query.from(), query.to()).compareTo(longest) > 0) {
      throw new UsageException(Reason.TOO_MANY_POINTS, "the fake finds this too long");
    }
    long samples = 0;
    for (Series one : series) {
      if (one.resource() == query.resource()
          && query.namespaces().contains(one.key().namespace())) {
        samples += send(one, query, sink);
      }
    }
    return new ReadReport(1, series.size(), samples, samples * 16, 0, List.of("fake"));
  }

  @Override
  public ReadReport readSignal(SignalQuery query, SampleSink sink) throws UsageException {
    signalQueries.add(query);
    if (signalFailures.containsKey(query.signal())) {
      throw new UsageException(signalFailures.get(query.signal()), "the fake was told to fail");
    }
    UsageQuery range =
        new UsageQuery(
            query.signal().resource(),
            query.namespaces(),
            query.from(),
            query.to(),
            Duration.ofHours(1));
    long samples = 0;
    for (Hourly one : signals) {
      if (one.signal() == query.signal() && query.namespaces().contains(one.key().namespace())) {
        samples += send(new Series(query.signal().resource(), one.key(), one.value()), range, sink);
      }
    }
    return new ReadReport(1, signals.size(), samples, samples * 16, 0, List.of("fake"));
  }

  @Override
  public ReadReport readNow(RiskQuery query, SampleSink sink) throws UsageException {
    riskQueries.add(query);
    if (!query.at().isBefore(failFrom)) {
      throw new UsageException(failure, "the fake was told to fail");
    }
    long count = 0;
    for (Now one : risks) {
      double value = one.value().applyAsDouble(query.at());
      if (one.signal() == query.signal()
          && query.namespaces().contains(one.key().namespace())
          && !Double.isNaN(value)) {
        sink.series(one.key(), new long[] {query.at().getEpochSecond()}, new double[] {value}, 1);
        count++;
      }
    }
    return new ReadReport(1, count, count, count * 16, 0, List.of("fake"));
  }

  @Override
  public void readNamed(NamedQuery query, LabelledSink sink) throws UsageException {
    namedQueries.add(query);
    if (!query.at().isBefore(failFrom)) {
      throw new UsageException(failure, "the fake was told to fail");
    }
    if (query.text().isBlank() || query.text().contains("((")) {
      throw new UsageException(Reason.QUERY_REJECTED, "the fake cannot parse this");
    }
    named.stream()
        .filter(one -> one.name().equals(query.name()))
        .forEach(one -> sink.sample(one.labels(), one.value().applyAsDouble(query.at())));
  }

  private static int send(Series one, UsageQuery query, SampleSink sink) {
    long[] seconds = new long[(int) query.points()];
    double[] values = new double[seconds.length];
    int count = 0;
    for (long t = query.from().getEpochSecond();
        t <= query.to().getEpochSecond();
        t += query.step().toSeconds()) {
      double value = one.value().applyAsDouble(Instant.ofEpochSecond(t));
      if (!Double.isNaN(value)) {
        seconds[count] = t;
        values[count++] = value;
      }
    }
    if (count > 0) {
      sink.series(one.key(), seconds, values, count);
    }
    return count;
  }

  @Override
  public PodOwnerHistory podOwners(Set<String> namespaces, Instant from, Instant to)
      throws UsageException {
    if (!to.isBefore(failFrom) && failFrom.equals(Instant.MIN)) {
      throw new UsageException(failure, "the fake was told to fail");
    }
    return history;
  }

  /** How often it was asked for prices. */
  public int pricesAsked() {
    return pricesAsked.get();
  }

  @Override
  public Map<String, NodePrice> nodePrices(Instant at) {
    pricesAsked.incrementAndGet();
    return prices;
  }
}
