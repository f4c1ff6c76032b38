// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.apply.GuardVerdict;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.recommend.explanation.ApplyText;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One request to the operator, and what comes of it, a line for each change. */
final class Asking {
  /** An operator that runs answers within a pass of a second or two. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** After it the state is read once more, so that what was in time is seen. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(1);

  private static final int DONE = 0;
  private static final int STOPPED = 1;

  private final Progress.Request request;
  private final String annotation;
  private final KubernetesClient client;
  private final Requests requests;
  private final PrintWriter out;
  private String last = "";

  /**
   * @param annotation by which it is asked
   */
  Asking(
      Progress.Request request,
      String annotation,
      KubernetesClient client,
      Requests requests,
      PrintWriter out) {
    this.request = request;
    this.annotation = annotation;
    this.client = client;
    this.requests = requests;
    this.out = out;
  }

  /**
   * Asks, and waits where the person wants that.
   *
   * @return 0 done or only asked, 1 held, undone or not finished
   * @throws CommandException when no operator answers
   */
  int about(Recommendation found, WaitOptions wait) throws CommandException {
    Duration timeout = wait.timeout();
    Instant made = requests.time(found);
    requests.write(found, Map.of(annotation, Optional.of(made.toString())));
    say("recommendation " + Target.object(found) + ": asked at " + made);
    return wait.waits() ? await(found, made, timeout) : DONE;
  }

  private int await(Recommendation found, Instant made, Duration timeout) throws CommandException {
    Instant begin = requests.clock().instant();
    Duration answer = timeout.compareTo(ANSWER) < 0 ? timeout : ANSWER;
    Held held = new Held(found);
    try {
      until(
          found,
          now ->
              Progress.of(now, request, made) != Progress.UNANSWERED || held.isAnotherReason(now),
          answer);
    } catch (KubernetesClientTimeoutException e) {
      return unanswered(found, held, answer);
    }
    Duration waited = Duration.between(begin, requests.clock().instant());
    try {
      Recommendation end =
          until(
              found,
              now -> show(now, made).isEnd() || held.isAnotherReason(now),
              timeout.minus(waited).plus(LAST_LOOK));
      if (Progress.of(end, request, made) == Progress.DONE) {
        return DONE;
      }
      stopped(end);
    } catch (KubernetesClientTimeoutException e) {
      say(
          "not finished within "
              + PrometheusDuration.format(timeout)
              + "; the operator goes on, see \"rightsize explain\"");
    }
    return STOPPED;
  }

  /** A request that guards hold is answered only once they let it through. */
  private int unanswered(Recommendation found, Held held, Duration answer) throws CommandException {
    Recommendation now = until(found, any -> true, LAST_LOOK);
    if (!held.isHeld(now)) {
      throw new CommandException(
          "no operator has answered within "
              + PrometheusDuration.format(answer)
              + "; check that one runs with RIGHTSIZING_APPLY_ENABLED=true (chart value"
              + " apply.enabled) and watches namespace "
              + found.getMetadata().getNamespace()
              + "; the request stays until it is answered");
    }
    say(Target.of(now) + ": " + ApplyText.state(now.getStatus().getApply()));
    stopped(now);
    return STOPPED;
  }

  private Recommendation until(
      Recommendation found, Predicate<Recommendation> condition, Duration longest)
      throws CommandException {
    Recommendation end =
        client
            .resources(Recommendation.class)
            .inNamespace(found.getMetadata().getNamespace())
            .withName(found.getMetadata().getName())
            .waitUntilCondition(
                now -> now == null || condition.test(now),
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
    if (end == null) {
      throw new CommandException(
          "the Recommendation was deleted meanwhile; check that a RightSizingPolicy selects the"
              + " workload");
    }
    return end;
  }

  private Progress show(Recommendation now, Instant made) {
    Progress progress = Progress.of(now, request, made);
    WorkloadApplyStatus apply = now.getStatus().getApply();
    String line =
        Target.of(now)
            + ": "
            + ApplyText.state(apply)
            + (apply.getFlight() == null ? "" : " [" + apply.getFlight().getPhase() + "]");
    if (!line.equals(last)) {
      last = line;
      say(line);
    }
    return progress;
  }

  private void stopped(Recommendation end) {
    WorkloadApplyStatus apply = end.getStatus().getApply();
    Objects.requireNonNullElse(apply.getVerdicts(), List.<GuardVerdict>of())
        .forEach(verdict -> out.println("  " + PlainText.line(ApplyText.verdict(verdict))));
    switch (apply.getState()) {
      case Held ->
          say(
              "the request stays for an hour and is answered once the guards allow it; see"
                  + " \"rightsize explain\"");
      case Undone, GivenUp, OwnedByOther ->
          say("\"rightsize resume\" lets changes of it begin again");
      default -> {
        // Its own message says what to do.
      }
    }
  }

  private void say(String line) {
    out.println(PlainText.line(line));
    out.flush();
  }
}
