// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads a body into memory, and stops at once when it is larger than a host has reason for. */
final class LimitedBody implements BodySubscriber<String> {
  private final int mostBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private Subscription subscription;

  private LimitedBody(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  static BodyHandler<String> of(int mostBytes) {
    return head -> new LimitedBody(mostBytes);
  }

  /** An answer was larger than is read. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int mostBytes) {
      super("the answer has more than " + (mostBytes >> 20) + " MiB");
    }
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      if (text.isDone()) {
        return;
      }
      if (bytes.size() + part.remaining() > mostBytes) {
        subscription.cancel();
        text.completeExceptionally(new TooLarge(mostBytes));
        return;
      }
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
    }
  }

  @Override
  public void onError(Throwable fault) {
    text.completeExceptionally(fault);
  }

  @Override
  public void onComplete() {
    text.complete(bytes.toString(StandardCharsets.UTF_8));
  }
}
