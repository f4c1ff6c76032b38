// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.absence.Trace;
import dev.rightsizing.usage.absence.Traces;
import dev.rightsizing.usage.prometheus.answer.ApiResponse;
import dev.rightsizing.usage.prometheus.answer.LabelledReader;
import dev.rightsizing.usage.prometheus.answer.VectorReader;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Asks, at one instant, what there is beside usage: machines, and series under other labels. */
final class Inventory {
  private final PromQl promql;
  private final Asker asker;

  /**
   * A query of one instant.
   *
   * @param metric for messages
   */
  record Question(String promql, Instant at, String metric) {}

  /** Sends a question; each try has a reader of its own. */
  interface Asker {
    <R extends ApiResponse.DataReader> R ask(Question question, Supplier<R> readers)
        throws UsageException;
  }

  Inventory(PromQl promql, Asker asker) {
    this.promql = promql;
    this.asker = asker;
  }

  Map<Resource, Double> greatestMachines(Instant from, Instant to) throws UsageException {
    Duration time = Duration.ofHours(Math.max(1, Duration.between(from, to).toHours()));
    Map<String, Double> read =
        asker
            .ask(
                new Question(promql.greatestMachines(time), to, "machine_cpu_cores"),
                () -> new VectorReader("resource"))
            .values();
    Map<Resource, Double> machines = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      double most = read.getOrDefault(resource.key(), 0.0);
      if (most > 0) {
        machines.put(resource, most);
      }
    }
    return machines;
  }

  Traces traces(Resource resource, SortedSet<String> namespaces, Instant at) throws UsageException {
    Traces traces = new Traces();
    asker.ask(
        new Question(promql.traces(resource, namespaces), at, PromQl.metric(resource)),
        () ->
            new LabelledReader(
                (labels, value) ->
                    traces.add(
                        labels.getOrDefault("namespace", ""),
                        Trace.valueOf(labels.get("trace")),
                        (long) value),
                (long) namespaces.size() * Trace.values().length));
    return traces;
  }
}
