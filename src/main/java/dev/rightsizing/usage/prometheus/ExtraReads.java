// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource.NodePrice;
import dev.rightsizing.usage.prometheus.answer.ApiResponse;
import dev.rightsizing.usage.prometheus.answer.LabelledReader;
import dev.rightsizing.usage.prometheus.answer.OwnerReader;
import dev.rightsizing.usage.prometheus.answer.VectorReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads what only improves figures: with little time, and failing for itself alone. */
final class ExtraReads {
  private final PromQl promql;
  private final PrometheusHttp http;
  private final Retries retries;
  private final Inventory inventory;

  ExtraReads(PromQl promql, PrometheusHttp http, Retries retries) {
    this.promql = promql;
    this.http = http;
    this.retries = retries;
    this.inventory = new Inventory(promql, this::ask);
  }

  /** What machines and series there are. */
  Inventory inventory() {
    return inventory;
  }

  PodOwnerHistory podOwners(Set<String> namespaces, Instant from, Instant to)
      throws UsageException {
    if (namespaces.isEmpty()) {
      return PodOwnerHistory.EMPTY;
    }
    List<Map.Entry<String, String>> form = new ArrayList<>();
    for (String metric : OwnerReader.METRICS) {
      form.add(Map.entry("match[]", promql.owners(metric, new TreeSet<>(namespaces))));
    }
    form.add(Map.entry("start", Long.toString(from.getEpochSecond())));
    form.add(Map.entry("end", Long.toString(to.getEpochSecond())));
    String metric = OwnerReader.METRICS.get(0);
    return retries.run(
        () -> {
          OwnerReader reader = new OwnerReader();
          http.post(call("/api/v1/series", form, metric, namespaces), reader);
          return reader.history();
        });
  }

  Map<String, NodePrice> nodePrices(Instant at) throws UsageException {
    Map<String, Double> cpu = prices("node_cpu_hourly_cost", at);
    if (cpu.isEmpty()) {
      return Map.of();
    }
    Map<String, Double> memory = prices("node_ram_hourly_cost", at);
    Map<String, NodePrice> prices = new HashMap<>();
    cpu.forEach(
        (node, price) -> {
          if (memory.containsKey(node)) {
            prices.put(node, new NodePrice(price, memory.get(node)));
          }
        });
    return prices;
  }

  Map<String, GpuUse> gpus(Instant at) throws UsageException {
    List<Map.Entry<String, String>> form = http.instant(promql.gpus(), at, true);
    return retries.run(
        () -> {
          GpuFigures figures = new GpuFigures();
          LabelledReader reader = new LabelledReader(figures, GpuFigures.MOST_SERIES);
          http.post(call("/api/v1/query", form, PromQl.GPU_UTILIZATION, Set.of()), reader);
          return figures.byNamespace();
        });
  }

  private static Call call(
      String path, List<Map.Entry<String, String>> form, String metric, Set<String> namespaces) {
    return new Call(path, form, metric, Call.Kind.EXTRA, false, Call.namespace(namespaces));
  }

  private Map<String, Double> prices(String metric, Instant at) throws UsageException {
    List<Map.Entry<String, String>> form = http.instant(promql.nodePrice(metric), at, true);
    return retries.run(
        () -> {
          VectorReader reader = new VectorReader("node");
          http.post(call("/api/v1/query", form, metric, Set.of()), reader);
          return reader.values();
        });
  }

  private <R extends ApiResponse.DataReader> R ask(Inventory.Question question, Supplier<R> readers)
      throws UsageException {
    List<Map.Entry<String, String>> form = http.instant(question.promql(), question.at(), true);
    return retries.run(
        () -> {
          R reader = readers.get();
          http.post(call("/api/v1/query", form, question.metric(), Set.of()), reader);
          return reader;
        });
  }
}
