// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.ProposedChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks the API server about changes that it was not asked about yet, a few at a time. */
final class DryRuns {
  private static final int AT_A_TIME = 8;
  private static final int MOST_KNOWN = 10_000;

  private final Function<ProposedChange, DryRun> ask;
  private final Map<String, DryRun> known;

  DryRuns(Function<ProposedChange, DryRun> ask, Map<String, DryRun> known) {
    this.ask = ask;
    this.known = known;
  }

  /** The answers for changes, in their order. */
  List<DryRun> of(List<ProposedChange> changes) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    known.values().removeIf(DryRun.NotTried.class::isInstance);
    Map<String, ProposedChange> unknown = new HashMap<>();
    changes.stream().filter(c -> !known.containsKey(key(c))).forEach(c -> unknown.put(key(c), c));
    if (!unknown.isEmpty()) {
      ask(unknown);
    }
    return changes.stream()
        .map(c -> known.getOrDefault(key(c), new DryRun.NotTried("The pass was interrupted.")))
        .toList();
  }

  private void ask(Map<String, ProposedChange> unknown) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_A_TIME, unknown.size()));
    try {
      Map<String, Future<DryRun>> answers = new HashMap<>();
      unknown.forEach((key, change) -> answers.put(key, pool.submit(() -> answer(change))));
      for (Map.Entry<String, Future<DryRun>> answer : answers.entrySet()) {
        known.put(answer.getKey(), answer.getValue().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a dry run ended the thread", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** A dry run is a courtesy: what goes wrong with one does not keep the change from Git. */
  private DryRun answer(ProposedChange change) {
    try {
      return ask.apply(change);
    } catch (RuntimeException e) {
      return new DryRun.NotTried("The API server could not be asked: " + e.getMessage());
    }
  }

  private static String key(ProposedChange change) {
    return change.ref() + Sizes.print(change.edits());
  }
}
