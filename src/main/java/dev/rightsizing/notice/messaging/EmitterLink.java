// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The way through an outgoing channel: its connector acknowledges when the broker does. */
public final class EmitterLink implements MessageSender {
  private final Consumer<Message<String>> emitter;
  private final Duration patience;

  /**
   * @param emitter puts a message on the outgoing channel
   * @param patience after which a connector that says nothing counts as failed; longer than it
   *     tries by itself
   */
  public EmitterLink(Consumer<Message<String>> emitter, Duration patience) {
    this.emitter = emitter;
    this.patience = patience;
  }

  @Override
  public CompletionStage<Void> send(Message<String> message) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    Message<String> answering =
        message
            .withAck(
                () -> {
                  taken.complete(null);
                  return CompletableFuture.completedFuture(null);
                })
            .withNack(
                reason -> {
                  taken.completeExceptionally(reason);
                  return CompletableFuture.completedFuture(null);
                });
    try {
      emitter.accept(answering);
    } catch (RuntimeException e) {
      taken.completeExceptionally(e);
    }
    return taken.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
