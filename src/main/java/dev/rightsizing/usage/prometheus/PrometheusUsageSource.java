// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.AnswerTooLargeException;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.absence.Traces;
import dev.rightsizing.usage.prometheus.answer.LabelledReader;
import dev.rightsizing.usage.prometheus.answer.ResponseLimits;
import dev.rightsizing.usage.prometheus.answer.SeriesReader;
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
import java.util.concurrent.atomic.AtomicInteger;

/** A Prometheus, Thanos, Mimir or VictoriaMetrics as a source of usage. */
public final class PrometheusUsageSource implements UsageSource {
  private static final int MOST_POINTS = 11_000;

  /**
   * Pods of the largest cluster that Kubernetes is made for ("Considerations for large clusters").
   */
  private static final long MOST_NAMED_SERIES = 150_000;

  /** Eight slow ones must not take more than a tick or two. */
  private static final long MOST_NAMED_SECONDS = 10;

  private final String description;
  private final PromQl promql;
  private final PrometheusHttp http;
  private final Retries retries;
  private final Retries extraRetries;
  private final PrometheusSettings.Query settings;
  private final QueryListener listener;
  private final ExtraReads extras;

  PrometheusUsageSource(
      String description,
      PromQl promql,
      PrometheusHttp http,
      PrometheusSettings.Query settings,
      QueryListener listener) {
    this.description = description;
    this.promql = promql;
    this.http = http;
    this.retries = new Retries(settings);
    this.extraRetries = new Retries(settings.forExtras(), settings.extraTimeout());
    this.settings = settings;
    this.listener = listener;
    this.extras = new ExtraReads(promql, http, extraRetries);
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public String metric(Resource resource) {
    return metricOf(resource);
  }

  /** The metric's name behind a resource. */
  public static String metricOf(Resource resource) {
    return PromQl.metric(resource);
  }

  @Override
  public UsageSource without(Map<String, ? extends Set<String>> values) {
    return new PrometheusUsageSource(description, promql.without(values), http, settings, listener);
  }

  @Override
  public Optional<Long> clockSkewSeconds() {
    return http.skewSeconds();
  }

  @Override
  public ReadReport read(UsageQuery query, SampleSink sink) throws UsageException {
    if (query.points() > MOST_POINTS) {
      throw new IllegalArgumentException("a slice of " + query.points() + " points is too long");
    }
    String text = promql.usage(query.resource(), query.namespaces(), query.range(), query.pods());
    return read(
        new Range(
            query.resource(),
            metric(query.resource()),
            text,
            query.from(),
            query.to(),
            query.step(),
            false,
            Call.namespace(query.namespaces())),
        sink);
  }

  @Override
  public ReadReport readSignal(SignalQuery query, SampleSink sink) throws UsageException {
    Signal signal = query.signal();
    String text = promql.signal(signal, query.namespaces());
    return read(
        new Range(
            signal.resource(),
            signal.metric(),
            text,
            query.from(),
            query.to(),
            Duration.ofHours(1),
            true,
            Call.namespace(query.namespaces())),
        sink);
  }

  @Override
  public ReadReport readNow(RiskQuery query, SampleSink sink) throws UsageException {
    RiskMetric signal = query.signal();
    String text = promql.risk(signal, query.namespaces());
    return read(
        new Range(
            signal.resource(),
            signal.metric(),
            text,
            query.at(),
            query.at(),
            Duration.ZERO,
            false,
            Call.namespace(query.namespaces())),
        sink);
  }

  @Override
  public void readNamed(NamedQuery query, LabelledSink sink) throws UsageException {
    LabelledReader reader =
        new LabelledReader(sink, Math.min(MOST_NAMED_SERIES, settings.sampleBudget()));
    String signal = "signal " + query.name();
    long bytes = 0;
    Reason outcome = Reason.INTERNAL_ERROR;
    boolean sent = true;
    try {
      bytes =
          http.post(
              new Call(
                  "/api/v1/query",
                  named(query),
                  signal,
                  Call.Kind.NAMED,
                  false,
                  Call.namespace(query.namespaces())),
              reader);
      outcome = Reason.SOURCE_REACHABLE;
    } catch (UsageException e) {
      UsageException fault = named(reader, signal, e);
      outcome = fault.reason();
      throw fault;
    } catch (Retries.Held e) {
      sent = !(e instanceof Retries.NotSent);
      outcome = e.fault().reason();
      throw e.fault();
    } finally {
      if (sent) {
        listener.queried(new QueryListener.Sent(Resource.CPU, outcome, reader.series(), bytes));
      }
    }
  }

  /** What the query's author can help. */
  private static UsageException named(LabelledReader reader, String signal, UsageException fault) {
    if (reader.isNoInstant()) {
      return new UsageException(
          Reason.QUERY_REJECTED,
          "the query of " + signal + " gives no number at an instant; put a function around it");
    }
    if (reader.isTooLong()) {
      return new UsageException(
          Reason.TOO_MANY_POINTS, "the query of " + signal + " has too many series; aggregate it");
    }
    return fault;
  }

  private List<Map.Entry<String, String>> named(NamedQuery query) {
    return List.of(
        Map.entry("query", query.text()),
        Map.entry("time", Long.toString(query.at().getEpochSecond())),
        Map.entry(
            "timeout",
            Math.min(MOST_NAMED_SECONDS, Math.max(1, settings.timeout().toSeconds() * 9 / 10))
                + "s"));
  }

  /**
   * A query with its description for messages; an instant query if its step is zero.
   *
   * @param extra whether it only improves figures
   * @param namespace whose figures they are; empty where they are of several
   */
  private record Range(
      Resource resource,
      String metric,
      String text,
      Instant from,
      Instant to,
      Duration step,
      boolean extra,
      String namespace) {

    Call.Kind kind() {
      return extra ? Call.Kind.EXTRA : Call.Kind.NEEDED;
    }

    boolean isInstant() {
      return step.isZero();
    }

    /** Of more than an hour, or of several, so that less can be asked for. */
    boolean isDivisible() {
      Duration hour = Duration.ofHours(1);
      Duration span = Duration.between(from, to);
      return span.compareTo(hour) > 0 || !span.isZero() && step.compareTo(hour) >= 0;
    }
  }

  private ReadReport read(Range range, SampleSink sink) throws UsageException {
    AtomicInteger sent = new AtomicInteger();
    return (range.extra() ? extraRetries : retries)
        .run(
            () -> {
              sent.incrementAndGet();
              return attempt(range, sink, sent.get());
            });
  }

  private ReadReport attempt(Range range, SampleSink sink, int sent) throws UsageException {
    boolean instant = range.isInstant();
    long most = settings.sampleBudget() * ResponseLimits.MOST_OVER_BUDGET;
    SeriesReader reader =
        instant ? SeriesReader.ofInstant(sink, most) : new SeriesReader(sink, most);
    long bytes = 0;
    Reason outcome = Reason.INTERNAL_ERROR;
    boolean asked = true;
    try {
      Call call =
          new Call(
              instant ? "/api/v1/query" : "/api/v1/query_range",
              instant ? http.instant(range.text(), range.to(), range.extra()) : form(range),
              range.metric(),
              range.kind(),
              range.isDivisible(),
              range.namespace());
      bytes = http.post(call, reader);
      outcome = Reason.SOURCE_REACHABLE;
      return new ReadReport(
          sent, reader.series(), reader.samples(), bytes, reader.dropped(), List.of(range.text()));
    } catch (AnswerTooLargeException e) {
      outcome = Reason.TOO_MANY_POINTS;
      throw http.tooLarge(e, range.metric());
    } catch (UsageException e) {
      outcome = e.reason();
      throw e;
    } catch (Retries.Held e) {
      asked = !(e instanceof Retries.NotSent);
      outcome = e.fault().reason();
      throw e;
    } finally {
      if (asked) {
        listener.queried(
            new QueryListener.Sent(range.resource(), outcome, reader.samples(), bytes));
      }
    }
  }

  private List<Map.Entry<String, String>> form(Range range) {
    return List.of(
        Map.entry("query", range.text()),
        Map.entry("start", Long.toString(range.from().getEpochSecond())),
        Map.entry("end", Long.toString(range.to().getEpochSecond())),
        Map.entry("step", PrometheusDuration.format(range.step())),
        Map.entry("timeout", http.serverTimeout(range.extra())));
  }

  @Override
  public PodOwnerHistory podOwners(Set<String> namespaces, Instant from, Instant to)
      throws UsageException {
    return extras.podOwners(namespaces, from, to);
  }

  @Override
  public Map<String, NodePrice> nodePrices(Instant at) throws UsageException {
    return extras.nodePrices(at);
  }

  @Override
  public Map<String, GpuUse> gpus(Instant at) throws UsageException {
    return extras.gpus(at);
  }

  @Override
  public Map<Resource, Double> greatestMachines(Instant from, Instant to) throws UsageException {
    return extras.inventory().greatestMachines(from, to);
  }

  @Override
  public Traces traces(Resource resource, SortedSet<String> namespaces, Instant at)
      throws UsageException {
    return extras.inventory().traces(resource, namespaces, at);
  }
}
