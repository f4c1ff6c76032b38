// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static dev.rightsizing.apply.kubernetes.Steps.BY;
import static dev.rightsizing.apply.kubernetes.Steps.cpu;
import static dev.rightsizing.apply.kubernetes.Steps.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.Actuator;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.testkit.ScriptedHttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer of the API server, and none at all, gets out of an actuator as an exception. */
class ActuatorAnswersTest {
  private static final WorkloadRef REF = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final List<SizeStep> STEPS = List.of(cpu("app", "500m/", "700m/"));
  private static final TargetStep TARGET =
      new TargetStep(Autoscaling.HPA, "web", 0, Resource.CPU, Optional.empty(), 70, 80);

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private KubernetesClient client;
  private KubernetesActuator actuator;

  @BeforeEach
  void connect() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(400)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    actuator = new KubernetesActuator(client, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private Stream<ActOutcome> everyAct() {
    return Stream.<Function<Actuator, ActOutcome>>of(
            a -> a.resize(REF, live("web-1", "uid"), STEPS, BY),
            a -> a.template(REF, STEPS, Set.of(), BY),
            a -> a.target(REF, TARGET, false, BY))
        .map(act -> act.apply(actuator));
  }

  private static String status(int code, String message) {
    return """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "%s"}"""
        .formatted(code, message);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504})
  void whatPassesIsTriedAgain(int code) {
    server.then(ScriptedHttpServer.status(code, status(code, "not now")));

    assertThat(everyAct())
        .hasSize(3)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ActOutcome.Retry.class));
  }

  @Test
  void aServerThatNeverAnswersIsTriedAgain() {
    server.then(
        exchange -> {
          try {
            Thread.sleep(3_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(everyAct())
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ActOutcome.Retry.class));
  }

  @Test
  void anAnswerThatIsNoObjectIsTriedAgain() {
    server.then(ScriptedHttpServer.status(200, "<html>a proxy</html>"));

    assertThat(everyAct())
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ActOutcome.Retry.class));
  }

  @Test
  void aClientThatWasClosedIsNoExceptionEither() {
    client.close();

    assertThat(everyAct())
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ActOutcome.Retry.class));
  }
}
