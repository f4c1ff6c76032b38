// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs writes a few at a time, so that the API server does not feel a thousand at once. */
public final class BoundedWrites {
  private static final Set<Integer> OF_ONE_OBJECT =
      Set.of(
          HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_CONFLICT,
          HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
          422);

  /** The cause that admission gives for a namespace that is being deleted. */
  private static final String TERMINATING = "NamespaceTerminating";

  private final ExecutorService executor;

  /**
   * @param executor with as many threads as writes may be under way
   */
  public BoundedWrites(ExecutorService executor) {
    this.executor = executor;
  }

  /**
   * One write that was refused for what it is about, not for who asks or how the API server is.
   *
   * @param write its place in the list that was run
   * @param why for people, in the API server's own words
   */
  public record Refused(int write, String why) {}

  /**
   * Runs all, also after one failed. What vanished meanwhile (its namespace is being deleted, or it
   * is deleted already) is not a failure.
   *
   * @return the writes that were refused each for itself; the others were done
   * @throws KubernetesClientException the first failure that is not one object's own
   */
  public List<Refused> run(List<Runnable> writes) {
    List<Future<?>> running = new ArrayList<>();
    writes.forEach(write -> running.add(executor.submit(write)));
    Map<Integer, Throwable> failed = new TreeMap<>();
    for (int i = 0; i < running.size(); i++) {
      try {
        running.get(i).get();
      } catch (ExecutionException e) {
        if (!vanished(e.getCause())) {
          failed.put(i, e.getCause());
        }
      } catch (InterruptedException e) {
        running.forEach(r -> r.cancel(true));
        Thread.currentThread().interrupt();
        throw new KubernetesClientException("writing was interrupted", e);
      }
    }
    boolean allFailed = failed.size() == writes.size();
    List<Refused> refused = new ArrayList<>();
    failed.forEach(
        (write, cause) -> {
          if (!ofOneObject(cause, allFailed)) {
            throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
          }
          refused.add(new Refused(write, why(cause)));
        });
    return refused;
  }

  /**
   * A status that the schema does not take, or that an admission webhook or a quota forbids, is one
   * object's fault; a right that is lacking is everybody's.
   */
  private static boolean ofOneObject(Throwable cause, boolean allFailed) {
    if (!(cause instanceof KubernetesClientException e)) {
      return cause instanceof RuntimeException;
    }
    return OF_ONE_OBJECT.contains(e.getCode())
        || e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && !allFailed;
  }

  private static String why(Throwable cause) {
    if (cause instanceof NotWrittenException) {
      return cause.getMessage();
    }
    if (!(cause instanceof KubernetesClientException e)) {
      return String.valueOf(cause);
    }
    String serverMessage = e.getStatus() == null ? null : e.getStatus().getMessage();
    return "the API server rejected its Recommendation ("
        + e.getCode()
        + "): "
        + (serverMessage == null ? e.getMessage() : serverMessage);
  }

  private static boolean vanished(Throwable cause) {
    if (!(cause instanceof KubernetesClientException e)) {
      return false;
    }
    StatusDetails details = e.getStatus() == null ? null : e.getStatus().getDetails();
    if (details == null) {
      return false;
    }
    boolean terminating =
        e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
            && details.getCauses().stream().anyMatch(c -> TERMINATING.equals(c.getReason()));
    // Without a name it is the kind that the API server does not know.
    boolean gone =
        e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
            && details.getName() != null
            && !details.getName().isEmpty();
    return terminating || gone;
  }
}
