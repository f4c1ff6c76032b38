// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableDoublePointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSummaryData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSummaryPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableValueAtQuantile;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * One metric of Prometheus in the words of OpenTelemetry. Names stay as they are registered, with
 * dots where they have some, so that a collector's Prometheus exporter gives back the page's.
 */
final class SnapshotMapper {
  /** By the end of a name, as OpenTelemetry writes units. */
  private static final Map<String, String> UNITS =
      Map.of("_seconds", "s", "_bytes", "By", "_percent", "%");

  private final Resource resource;
  private final InstrumentationScopeInfo scope;
  private final long startNanos;
  private final long nowNanos;

  /**
   * @param started from when counts are, where a metric does not say
   */
  SnapshotMapper(Resource resource, InstrumentationScopeInfo scope, Instant started, Instant now) {
    this.resource = resource;
    this.scope = scope;
    this.startNanos = nanos(started);
    this.nowNanos = nanos(now);
  }

  /** Empty for a metric without a series, and for a kind that OpenTelemetry has not. */
  Optional<MetricData> map(MetricSnapshot metric) {
    if (metric.getDataPoints().isEmpty()) {
      return Optional.empty();
    }
    MetricData data = null;
    if (metric instanceof CounterSnapshot counter) {
      data = sum(counter);
    } else if (metric instanceof GaugeSnapshot gauge) {
      data = gauge(metric, points(gauge.getDataPoints(), p -> p.getValue()));
    } else if (metric instanceof UnknownSnapshot unknown) {
      data = gauge(metric, points(unknown.getDataPoints(), p -> p.getValue()));
    } else if (metric instanceof InfoSnapshot info) {
      data = gauge(metric, points(info.getDataPoints(), p -> 1));
    } else if (metric instanceof StateSetSnapshot states) {
      data = gauge(metric, states(states));
    } else if (metric instanceof HistogramSnapshot histogram) {
      data = histogram(histogram);
    } else if (metric instanceof SummarySnapshot summary) {
      data = summary(summary);
    }
    return Optional.ofNullable(data);
  }

  private MetricData sum(CounterSnapshot counter) {
    List<DoublePointData> points =
        counter.getDataPoints().stream()
            .map(
                p ->
                    ImmutableDoublePointData.create(
                        start(p), nowNanos, attributes(p.getLabels()), p.getValue()))
            .toList();
    return ImmutableMetricData.createDoubleSum(
        resource,
        scope,
        name(counter),
        help(counter),
        unit(counter),
        ImmutableSumData.create(true, AggregationTemporality.CUMULATIVE, points));
  }

  private MetricData gauge(MetricSnapshot metric, List<DoublePointData> points) {
    return ImmutableMetricData.createDoubleGauge(
        resource,
        scope,
        name(metric),
        help(metric),
        unit(metric),
        ImmutableGaugeData.create(points));
  }

  private <T extends DataPointSnapshot> List<DoublePointData> points(
      List<T> all, ToDoubleFunction<T> value) {
    return all.stream()
        .map(
            p ->
                ImmutableDoublePointData.create(
                    0, nowNanos, attributes(p.getLabels()), value.applyAsDouble(p)))
        .toList();
  }

  /** A label of the metric's own name says which state it is, as on the page. */
  private List<DoublePointData> states(StateSetSnapshot metric) {
    List<DoublePointData> points = new ArrayList<>();
    for (StateSetSnapshot.StateSetDataPointSnapshot point : metric.getDataPoints()) {
      for (StateSetSnapshot.State state : point) {
        points.add(
            ImmutableDoublePointData.create(
                0,
                nowNanos,
                attributes(point.getLabels()).toBuilder()
                    .put(metric.getMetadata().getName(), state.getName())
                    .build(),
                state.isTrue() ? 1 : 0));
      }
    }
    return points;
  }

  /** Null where the buckets are not the fixed ones that all metrics here have. */
  private MetricData histogram(HistogramSnapshot metric) {
    if (metric.getDataPoints().stream().anyMatch(p -> !p.hasClassicHistogramData())) {
      return null;
    }
    List<HistogramPointData> points = metric.getDataPoints().stream().map(this::buckets).toList();
    return ImmutableMetricData.createDoubleHistogram(
        resource,
        scope,
        name(metric),
        help(metric),
        unit(metric),
        ImmutableHistogramData.create(AggregationTemporality.CUMULATIVE, points));
  }

  private HistogramPointData buckets(HistogramSnapshot.HistogramDataPointSnapshot point) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      counts.add(buckets.getCount(i));
      // The last bucket, without a bound, has none in OpenTelemetry either.
      if (i < buckets.size() - 1) {
        bounds.add(buckets.getUpperBound(i));
      }
    }
    return ImmutableHistogramPointData.create(
        start(point),
        nowNanos,
        attributes(point.getLabels()),
        point.hasSum() ? point.getSum() : 0,
        false,
        0,
        false,
        0,
        bounds,
        counts);
  }

  private MetricData summary(SummarySnapshot metric) {
    List<SummaryPointData> points =
        metric.getDataPoints().stream()
            .<SummaryPointData>map(
                p ->
                    ImmutableSummaryPointData.create(
                        start(p),
                        nowNanos,
                        attributes(p.getLabels()),
                        p.hasCount() ? p.getCount() : 0,
                        p.hasSum() ? p.getSum() : 0,
                        quantiles(p)))
            .toList();
    return ImmutableMetricData.createDoubleSummary(
        resource,
        scope,
        name(metric),
        help(metric),
        unit(metric),
        ImmutableSummaryData.create(points));
  }

  private static List<ValueAtQuantile> quantiles(SummarySnapshot.SummaryDataPointSnapshot point) {
    List<ValueAtQuantile> quantiles = new ArrayList<>();
    point
        .getQuantiles()
        .forEach(
            q -> quantiles.add(ImmutableValueAtQuantile.create(q.getQuantile(), q.getValue())));
    return quantiles;
  }

  private static Attributes attributes(Labels labels) {
    AttributesBuilder attributes = Attributes.builder();
    for (Label label : labels) {
      attributes.put(label.getName(), label.getValue());
    }
    return attributes.build();
  }

  /** From when a series counts. */
  private long start(DataPointSnapshot point) {
    return point.hasCreatedTimestamp()
        ? TimeUnit.MILLISECONDS.toNanos(point.getCreatedTimestampMillis())
        : startNanos;
  }

  private static String name(MetricSnapshot metric) {
    String name = metric.getMetadata().getName();
    return metric instanceof InfoSnapshot ? name + "_info" : name;
  }

  private static String help(MetricSnapshot metric) {
    String help = metric.getMetadata().getHelp();
    return help == null ? "" : help;
  }

  private static String unit(MetricSnapshot metric) {
    String name = metric.getMetadata().getPrometheusName();
    return UNITS.entrySet().stream()
        .filter(unit -> name.endsWith(unit.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}
