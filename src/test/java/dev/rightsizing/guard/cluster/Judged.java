// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.apply.Cluster;
import dev.rightsizing.testkit.apply.Facts;
import java.util.List;
import java.util.Optional;

/** A step of a cluster's workload, and what guards make of it. */
final class Judged {
  final Facts facts = new Facts();
  final Cluster cluster = new Cluster();

  /** A step of the container {@code app}. */
  Judged cpu(String from, String to) {
    return with("app", ContainerRole.MAIN, Resource.CPU, from, to);
  }

  Judged memory(String from, String to) {
    return with("app", ContainerRole.MAIN, Resource.MEMORY, from, to);
  }

  Judged with(String container, ContainerRole role, Resource resource, String from, String to) {
    facts.steps.add(step(container, role, resource, from, to));
    return this;
  }

  static SizeStep step(
      String container, ContainerRole role, Resource resource, String from, String to) {
    return new SizeStep(
        container, role, resource, Containers.size(resource, from), Containers.size(resource, to));
  }

  static SizeStep cpuStep(String from, String to) {
    return step("app", ContainerRole.MAIN, Resource.CPU, from, to);
  }

  static SizeStep memoryStep(String from, String to) {
    return step("app", ContainerRole.MAIN, Resource.MEMORY, from, to);
  }

  Judged strategy(ApplyStrategy strategy) {
    facts.strategy = strategy;
    return this;
  }

  ProposedStep step() {
    return new ProposedStep(cluster.ref(), facts.strategy, facts.steps, facts.targets);
  }

  Verdict by(Guard guard) {
    facts.cluster = Optional.of(cluster.facts());
    return guard.judge(step(), facts.facts());
  }

  void allowedBy(Guard guard) {
    assertThat(by(guard)).isEqualTo(Verdict.ALLOW);
  }

  /** Holds with that reason; the message has all of the parts. */
  void heldBy(Guard guard, Reason reason, String... parts) {
    Verdict verdict = by(guard);
    assertThat(verdict).isInstanceOf(Verdict.Hold.class);
    assertThat(((Verdict.Hold) verdict).reason()).isEqualTo(reason);
    assertThat(parts).allSatisfy(p -> assertThat(((Verdict.Hold) verdict).message()).contains(p));
  }

  void refusedBy(Guard guard, Reason reason, String... parts) {
    Verdict verdict = by(guard);
    assertThat(verdict).isInstanceOf(Verdict.Refuse.class);
    assertThat(((Verdict.Refuse) verdict).reason()).isEqualTo(reason);
    assertThat(parts).allSatisfy(p -> assertThat(((Verdict.Refuse) verdict).message()).contains(p));
  }

  /** Makes it smaller; steps that change nothing count as left out. */
  void shrunkBy(Guard guard, Reason reason, List<SizeStep> left, String... parts) {
    Verdict verdict = by(guard);
    assertThat(verdict).isInstanceOf(Verdict.Shrink.class);
    Verdict.Shrink shrink = (Verdict.Shrink) verdict;
    assertThat(shrink.reason()).isEqualTo(reason);
    assertThat(step().withSteps(shrink.to()).steps()).isEqualTo(left);
    assertThat(parts).allSatisfy(p -> assertThat(shrink.message()).contains(p));
  }
}
