// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.process;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the process uses, under OpenTelemetry's dotted names; the page of Prometheus shows them with
 * underscores. What the system does not say has no series.
 */
public final class ProcessMetrics {
  private final PrometheusRegistry registry;

  /** A figure of a volume, in bytes. */
  @FunctionalInterface
  private interface Figure {
    long of(FileStore store) throws IOException;
  }

  /**
   * Registers the metrics of this process.
   *
   * @param volumes folders on the volumes whose space is shown
   */
  public ProcessMetrics(PrometheusRegistry registry, List<Path> volumes) {
    this(registry, volumes, ProcessReadings.own(), System::nanoTime);
  }

  ProcessMetrics(
      PrometheusRegistry registry,
      List<Path> volumes,
      ProcessReadings process,
      LongSupplier nanoTime) {
    this.registry = registry;
    CpuShare cpu = new CpuShare(process, nanoTime);
    gauge(
        "app.cpu.utilization",
        "Share of the CPUs available to the operator's process that it used since the last"
            + " reading, 0 to 1.",
        cpu::read);
    gauge(
        "app.memory.utilization",
        "Resident memory / memory available to the process (its container's limit, or the"
            + " machine's), 0 to 1.",
        () ->
            process.residentBytes().isPresent() && process.memoryBytes().isPresent()
                ? OptionalDouble.of(
                    process.residentBytes().getAsDouble() / process.memoryBytes().getAsDouble())
                : OptionalDouble.empty());
    gauge("app.memory.bytes", "Resident memory of the operator's process.", process::residentBytes);
    gauge(
        "app.file_descriptors.count",
        "Files, sockets and pipes that the operator's process has open.",
        () ->
            process.openFiles().isPresent()
                ? OptionalDouble.of(process.openFiles().getAsLong())
                : OptionalDouble.empty());
    disk(
        "app.disk.used.bytes",
        "Space in use on a volume of the operator, by folder; absent while it is not mounted.",
        volumes,
        store -> store.getTotalSpace() - store.getUnallocatedSpace());
    disk(
        "app.disk.free.bytes",
        "Space that the operator can still use on a volume, by folder; absent while it is not"
            + " mounted.",
        volumes,
        FileStore::getUsableSpace);
  }

  private void gauge(String name, String help, Supplier<OptionalDouble> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> figure.get().ifPresent(callback::call))
        .register(registry);
  }

  private void disk(String name, String help, List<Path> volumes, Figure figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("path")
        .callback(
            callback -> {
              for (Path volume : volumes) {
                try {
                  callback.call(figure.of(Files.getFileStore(volume)), volume.toString());
                } catch (IOException e) {
                  // A volume that is gone has no space to show; the others have.
                  continue;
                }
              }
            })
        .register(registry);
  }
}
