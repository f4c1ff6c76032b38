// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static dev.rightsizing.apply.kubernetes.Steps.cpu;
import static dev.rightsizing.apply.kubernetes.Steps.live;
import static dev.rightsizing.apply.kubernetes.Steps.memory;
import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.Actuator.Provenance;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalApiServer.Provided.class)
class AuditLogIT {
  private final Logger log = Logger.getLogger(AuditLog.CATEGORY);
  private final Kept kept = new Kept();

  /** Keeps lines as an operator would print them. */
  private static final class Kept extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(
          line.getLevel()
              + " "
              + (line instanceof ExtLogRecord ext ? ext.getFormattedMessage() : line.getMessage()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    log.addHandler(kept);
  }

  @AfterEach
  void leave() {
    log.removeHandler(kept);
  }

  @Test
  void eachWriteIsOneLineAndWhatIsNotWrittenIsNone(LocalApiServer server) {
    KubernetesClient client = server.client();
    String namespace = server.newNamespace("audit");
    KubernetesObjects objects = new KubernetesObjects(client, namespace);
    WorkloadRef ref = new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "checkout");
    Pod pod =
        objects.runningPodOf(
            objects.deployment("checkout", 1, pod(container("app", "", ""))),
            "checkout-1",
            "node-1",
            pod(container("app", "cpu=500m,memory=64Mi", "")));
    KubernetesActuator actuator = new KubernetesActuator(client, Clock.systemUTC());
    Provenance by = new Provenance("shop/cost", "checkout", "42", "P95 is\n180m");

    actuator.resize(
        ref,
        live(pod),
        List.of(cpu("app", "500m/", "700m/1"), memory("app", "64Mi/", "64Mi/")),
        by);
    actuator.resize(ref, live(pod), List.of(cpu("app", "500m/", "700m/1")), by);
    actuator.resize(ref, live(pod), List.of(cpu("app", "700m/1", "2/1")), by);
    actuator.template(ref, List.of(cpu("app", "/", "250m/")), Set.of(), BY);

    String who = "INFO policy shop/cost, Recommendation " + namespace + "/checkout@42, workload ";
    assertThat(kept.lines)
        .containsExactly(
            who
                + ref
                + ": patched Pod checkout-1: app cpu request 500m -> 700m, app cpu limit none -> 1;"
                + " reason: P95 is 180m",
            who
                + ref
                + ": patched Deployment checkout: app cpu request none -> 250m;"
                + " reason: P95 of 7 days is 180m");
  }
}
