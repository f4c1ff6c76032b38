// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedWritesTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final BoundedWrites writes = new BoundedWrites(threads);
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private List<BoundedWrites.Refused> run(KubernetesClientException fault) {
    return writes.run(
        List.of(
            done::incrementAndGet,
            () -> {
              throw fault;
            },
            done::incrementAndGet));
  }

  private static KubernetesClientException refused(int code, Status status) {
    return new KubernetesClientException("refused", code, status);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 409, 413, 422})
  void aRefusalOfOneObjectIsItsOwn(int code) {
    List<BoundedWrites.Refused> refused =
        run(refused(code, new StatusBuilder().withCode(code).withMessage("no").build()));

    assertThat(refused).extracting(BoundedWrites.Refused::write).containsExactly(1);
    assertThat(refused.get(0).why()).contains("no", String.valueOf(code));
    assertThat(done).hasValue(2);
  }

  @Test
  void aNamespaceThatIsBeingDeletedIsKnownByItsCauseInWhateverWords() {
    Status terminating =
        new StatusBuilder()
            .withMessage("es wird gerade entfernt")
            .withNewDetails()
            .addNewCause()
            .withReason("NamespaceTerminating")
            .endCause()
            .endDetails()
            .build();
    assertThat(run(refused(403, terminating))).isEmpty();

    Status otherwise = new StatusBuilder().withMessage("namespace is being terminated").build();
    assertThat(run(refused(403, otherwise))).hasSize(1);
  }

  @Test
  void anObjectThatIsGoneIsNoFailureButAKindThatIsGoneIs() {
    Status gone = new StatusBuilder().withNewDetails().withName("web").endDetails().build();
    assertThat(run(refused(404, gone))).isEmpty();

    Status noKind = new StatusBuilder().withNewDetails().endDetails().build();
    assertThatThrownBy(() -> run(refused(404, noKind)))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(done).as("the others are written all the same").hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500, 503})
  void whatIsNotOneObjectsFaultIsEverybodys(int code) {
    assertThatThrownBy(() -> run(refused(code, null)))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(done).hasValue(2);
  }
}
