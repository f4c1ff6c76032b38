// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.manifest.ManifestEditor;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** New sizes for 1,000 workloads in files of their own, read, edited and read again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EditBenchmark {
  private static final int WORKLOADS = 1000;

  private final List<byte[]> files = new ArrayList<>();
  private final List<SizeEdit> edits = new ArrayList<>();

  @Setup
  public void write() {
    for (int i = 0; i < WORKLOADS; i++) {
      files.add(manifest(i).getBytes(StandardCharsets.UTF_8));
    }
    for (String container : List.of("app", "sidecar")) {
      edits.add(edit(container, Resource.CPU, Bound.REQUEST, Amount.cores(0.182)));
      edits.add(edit(container, Resource.MEMORY, Bound.REQUEST, Amount.bytes(900L << 20)));
      edits.add(edit(container, Resource.MEMORY, Bound.LIMIT, Amount.bytes(1200L << 20)));
    }
  }

  private static SizeEdit edit(String container, Resource resource, Bound bound, Amount to) {
    return new SizeEdit(
        container, ContainerRole.MAIN, resource, bound, Optional.empty(), Optional.of(to));
  }

  /** A Deployment and its Service, 90 lines, one container with sizes and one without. */
  private static String manifest(int i) {
    return """
        # Checkout %d
        apiVersion: v1
        kind: Service
        metadata:
          name: checkout-%d
        spec:
          ports:
            - {name: http, port: 80, targetPort: 8080}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout-%d
          labels: &labels
            app: checkout
        spec:
          replicas: 3
          selector: {matchLabels: *labels}
          template:
            metadata:
              labels: *labels
            spec:
              containers:
                - name: app
                  image: "registry.example/checkout:1.2.3"
                  args: ["--port", "8080"]
        %s
                  resources:
                    requests:
                      cpu: "1" # measured in May
                      memory: 1Gi
                    limits:
                      memory: 2Gi
                - name: sidecar
                  image: envoy
        """
        .formatted(i, i, i, env());
  }

  private static String env() {
    StringBuilder env = new StringBuilder("          env:");
    for (int i = 0; i < 25; i++) {
      env.append("\n            - name: VARIABLE_").append(i);
      env.append("\n              value: \"value of the variable\"");
    }
    return env.toString();
  }

  /** All files; the sum keeps the work from being left out. */
  @Benchmark
  public long edited() throws YamlTextException {
    ManifestEditor editor = new ManifestEditor();
    long bytes = 0;
    for (byte[] file : files) {
      YamlText text = YamlText.parse(file);
      YamlMapping object = (YamlMapping) text.documents().get(1).root();
      Edited edited = editor.editWorkload(text, object, WorkloadKind.DEPLOYMENT, edits);
      if (!edited.refused().isEmpty()) {
        throw new IllegalStateException(edited.refused().toString());
      }
      bytes += edited.bytes().length;
    }
    return bytes;
  }
}
