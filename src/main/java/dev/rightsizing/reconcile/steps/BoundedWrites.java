// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs writes a few at a time, so that the API server does not feel a thousand at once. */
public final class BoundedWrites {
  private final ExecutorService executor;

  /**
   * @param executor with as many threads as writes may be under way
   */
  public BoundedWrites(ExecutorService executor) {
    this.executor = executor;
  }

  /**
   * Runs all, also after one failed. What vanished meanwhile (its namespace or workload is being
   * deleted) is not a failure.
   *
   * @throws KubernetesClientException the first failure
   */
  public void run(List<Runnable> writes) {
    List<Future<?>> running = new ArrayList<>();
    writes.forEach(write -> running.add(executor.submit(write)));
    RuntimeException first = null;
    for (Future<?> write : running) {
      try {
        write.get();
      } catch (ExecutionException e) {
        first = first == null && !vanished(e.getCause()) ? cause(e) : first;
      } catch (InterruptedException e) {
        running.forEach(r -> r.cancel(true));
        Thread.currentThread().interrupt();
        throw new KubernetesClientException("writing was interrupted", e);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static boolean vanished(Throwable cause) {
    if (!(cause instanceof KubernetesClientException e)) {
      return false;
    }
    boolean terminating =
        e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
            && String.valueOf(e.getMessage()).contains("being terminated");
    return terminating || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
  }

  private static RuntimeException cause(ExecutionException e) {
    return e.getCause() instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(e.getCause());
  }
}
