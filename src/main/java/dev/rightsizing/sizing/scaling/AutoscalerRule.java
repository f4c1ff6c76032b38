// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.ScaleAdvice;
import dev.rightsizing.model.ScaleAdvice.Decision;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the requests whose utilization an autoscaler works on. With a smaller request the same
 * usage is a higher utilization, so that the autoscaler adds pods: 4 pods of 1 core at 50 % become
 * 7 of 600m, and nothing is saved.
 */
public final class AutoscalerRule {
  private final HeldSize held = new HeldSize();
  private final ScaleSentences sentences = new ScaleSentences();
  private final ReplayClause replays;

  /** Without a replay of what is recorded. */
  public AutoscalerRule() {
    this(RecordedLoad.NONE);
  }

  /** With a replay of recorded usage in the advice. */
  public AutoscalerRule(RecordedLoad load) {
    this.replays = new ReplayClause(load);
  }

  /** The sizes adjusted for the autoscalers, and the advice for each of their targets. */
  public record Outcome(List<ContainerSizing> containers, List<ScaleAdvice> advice) {
    public Outcome {
      containers = List.copyOf(containers);
      advice = List.copyOf(advice);
    }
  }

  /** A container that was OOM killed may need a greater limit all the same. */
  @FunctionalInterface
  public interface Killed {
    boolean is(String container);
  }

  /**
   * Applies the policy's mode.
   *
   * @param sizings what usage asks for
   * @param beside per resource, what containers that only pods have ask for
   */
  public Outcome apply(
      Workload workload,
      List<ContainerSizing> sizings,
      AutoscalerMode mode,
      Map<Resource, Amount> beside,
      Killed killed) {
    List<Aim> aims = aims(workload);
    if (aims.isEmpty()) {
      return new Outcome(sizings, List.of());
    }
    List<Aim> working =
        aims.stream().filter(a -> withoutRequest(workload, sizings, a).isEmpty()).toList();
    Set<Aim> holding = holding(workload, sizings, working, mode, beside);
    List<ContainerSizing> after = new ArrayList<>();
    for (ContainerSizing sizing : sizings) {
      ContainerSizing kept = sizing;
      for (Resource resource : Resource.values()) {
        List<Aim> of = holding.stream().filter(a -> a.holds(sizing, resource)).toList();
        if (!of.isEmpty()) {
          String clause = sentences.held(of.get(0), point(workload, of.get(0), sizings, beside));
          boolean more = resource == Resource.MEMORY && killed.is(sizing.container().name());
          kept = held.with(kept, resource, clause, more);
        }
      }
      after.add(kept);
    }
    List<ScaleAdvice> advice = new ArrayList<>();
    for (Aim aim : aims) {
      advice.add(advice(workload, sizings, after, aim, holding.contains(aim), mode, beside));
    }
    return new Outcome(mentioned(after, advice), advice);
  }

  /** The same advice for sizes that were cut afterwards. */
  public List<ScaleAdvice> again(
      Workload workload,
      List<ContainerSizing> sizings,
      List<ScaleAdvice> before,
      Map<Resource, Amount> beside) {
    return before.stream()
        .map(
            was ->
                was.decision() == Decision.SCALE_POINT
                    ? moved(workload, sizings, new Aim(was.autoscaler(), was.target()), beside)
                    : was)
        .toList();
  }

  /** One target of one autoscaler. */
  record Aim(Autoscaling autoscaler, Target target) {

    boolean counts(ContainerSizing sizing, Resource resource) {
      return target.resource() == resource
          && sizing.container().role() != ContainerRole.INIT
          && target.counts(sizing.container().name());
    }

    /** Whether it keeps the container's request from what usage asks for. */
    boolean holds(ContainerSizing sizing, Resource resource) {
      ResourceSizing of = sizing.of(resource);
      return counts(sizing, resource)
          && hasRequest(of.current())
          && !of.current().request().equals(of.recommended().request());
    }
  }

  /** A container that the autoscaler counts and that asks for nothing, so that it gives up. */
  private static Optional<String> withoutRequest(
      Workload workload, List<ContainerSizing> sizings, Aim aim) {
    Resource resource = aim.target().resource();
    return pod(workload, sizings, aim).stream()
        .filter(s -> aim.counts(s, resource) && !hasRequest(s.of(resource).current()))
        .map(s -> s.container().name())
        .findFirst();
  }

  private static boolean hasRequest(Size size) {
    return size.request().filter(r -> !r.isZero()).isPresent();
  }

  private static List<Aim> aims(Workload workload) {
    return workload.management().autoscalers().stream()
        .flatMap(a -> a.targets().stream().map(t -> new Aim(a, t)))
        .toList();
  }

  /** Those that hold; what one of them holds may make another's target unreachable. */
  private static Set<Aim> holding(
      Workload workload,
      List<ContainerSizing> sizings,
      List<Aim> aims,
      AutoscalerMode mode,
      Map<Resource, Amount> beside) {
    if (mode == AutoscalerMode.IGNORE) {
      return Set.of();
    }
    if (mode == AutoscalerMode.HOLD) {
      return Set.copyOf(aims);
    }
    Set<Aim> holding = new HashSet<>();
    boolean more = true;
    while (more) {
      List<ContainerSizing> sofar = sizings.stream().map(s -> current(s, holding)).toList();
      more = false;
      for (Aim aim : aims) {
        more |= !possible(point(workload, aim, sofar, beside), aim) && holding.add(aim);
      }
    }
    return holding;
  }

  private static ContainerSizing current(ContainerSizing sizing, Set<Aim> holding) {
    ContainerSizing kept = sizing;
    for (Resource resource : Resource.values()) {
      if (holding.stream().anyMatch(a -> a.holds(sizing, resource))) {
        kept = HeldSize.sized(kept, resource, sizing.of(resource).current());
      }
    }
    return kept;
  }

  private static boolean possible(ScalePoint point, Aim aim) {
    int percent = aim.target().percent();
    return !point.moves()
        || point
            .keeping(percent)
            .filter(point::reachable)
            .filter(to -> ScalePoint.sensible(percent, to))
            .isPresent();
  }

  private static ScalePoint point(
      Workload workload, Aim aim, List<ContainerSizing> sizings, Map<Resource, Amount> beside) {
    List<ContainerSizing> counted = pod(workload, sizings, aim);
    boolean level = counted.stream().anyMatch(s -> s.container().role() == ContainerRole.POD);
    return ScalePoint.of(
        aim.target(),
        counted,
        level ? Optional.empty() : Optional.ofNullable(beside.get(aim.target().resource())));
  }

  /**
   * What a target counts: containers, those that are left alone too; or what the pod asks for at
   * its own level, where the target names no container (calculateRequests of the controller).
   */
  private static List<ContainerSizing> pod(
      Workload workload, List<ContainerSizing> sizings, Aim aim) {
    Optional<ContainerSizing> level =
        PodTotal.level(sizings)
            .filter(pod -> aim.target().container().isEmpty())
            .filter(pod -> hasRequest(pod.of(aim.target().resource()).current()));
    if (level.isPresent()) {
      return List.of(level.get());
    }
    Set<String> sized = sizings.stream().map(s -> s.container().name()).collect(Collectors.toSet());
    List<ContainerSizing> all =
        new ArrayList<>(
            sizings.stream().filter(s -> s.container().role() != ContainerRole.POD).toList());
    workload.containers().stream()
        .filter(c -> !sized.contains(c.name()))
        .map(AutoscalerRule::untouched)
        .forEach(all::add);
    return all;
  }

  private static ContainerSizing untouched(ContainerSpec container) {
    return new ContainerSizing(
        container,
        HeldSize.untouched(container, Resource.CPU),
        HeldSize.untouched(container, Resource.MEMORY));
  }

  private ScaleAdvice advice(
      Workload workload,
      List<ContainerSizing> wanted,
      List<ContainerSizing> after,
      Aim aim,
      boolean holds,
      AutoscalerMode mode,
      Map<Resource, Amount> beside) {
    Optional<String> without = withoutRequest(workload, wanted, aim);
    if (without.isPresent()) {
      return clause(aim, Decision.NO_REQUEST, sentences.noRequest(aim, without.get()));
    }
    ScalePoint asked = point(workload, aim, wanted, beside);
    Map<String, Size> otherwise = otherwise(wanted, aim);
    if (otherwise.isEmpty()) {
      return clause(aim, Decision.UNCHANGED, sentences.unchanged(aim));
    }
    if (holds) {
      return new ScaleAdvice(
          aim.autoscaler(),
          aim.target(),
          Decision.HELD,
          asked.keeping(aim.target().percent()),
          otherwise,
          sentences.heldBy(aim, asked)
              + replays.clause(
                  workload, wanted, aim, asked, asked.keeping(aim.target().percent()), beside));
    }
    if (mode == AutoscalerMode.IGNORE) {
      return new ScaleAdvice(
          aim.autoscaler(),
          aim.target(),
          Decision.IGNORED,
          asked.keeping(aim.target().percent()),
          Map.of(),
          sentences.ignored(aim, asked)
              + replays.clause(
                  workload, wanted, aim, asked, Optional.of(aim.target().percent()), beside));
    }
    return moved(workload, after, aim, beside);
  }

  private ScaleAdvice moved(
      Workload workload, List<ContainerSizing> sizings, Aim aim, Map<Resource, Amount> beside) {
    ScalePoint point = point(workload, aim, sizings, beside);
    return new ScaleAdvice(
        aim.autoscaler(),
        aim.target(),
        Decision.SCALE_POINT,
        point.keeping(aim.target().percent()),
        Map.of(),
        sentences.moved(aim, point)
            + replays.clause(
                workload, sizings, aim, point, point.keeping(aim.target().percent()), beside));
  }

  private static ScaleAdvice clause(Aim aim, Decision decision, String message) {
    return new ScaleAdvice(
        aim.autoscaler(), aim.target(), decision, Optional.empty(), Map.of(), message);
  }

  private static Map<String, Size> otherwise(List<ContainerSizing> wanted, Aim aim) {
    Resource resource = aim.target().resource();
    Map<String, Size> sizes = new HashMap<>();
    wanted.stream()
        .filter(s -> aim.holds(s, resource))
        .forEach(s -> sizes.put(s.container().name(), s.of(resource).recommended()));
    return sizes;
  }

  /** A size that needs another target says so where it is explained. */
  private List<ContainerSizing> mentioned(List<ContainerSizing> sizings, List<ScaleAdvice> advice) {
    List<ContainerSizing> after = new ArrayList<>();
    for (ContainerSizing sizing : sizings) {
      ContainerSizing with = sizing;
      for (ScaleAdvice of : advice) {
        Aim aim = new Aim(of.autoscaler(), of.target());
        Resource resource = of.target().resource();
        boolean changed = aim.holds(sizing, resource);
        if (changed && of.decision() == Decision.SCALE_POINT) {
          with = HeldSize.saying(with, resource, sentences.needs(aim));
        } else if (changed && of.decision() == Decision.IGNORED) {
          with = HeldSize.saying(with, resource, sentences.moves(aim));
        } else if (of.decision() == Decision.NO_REQUEST && aim.counts(sizing, resource)) {
          with = HeldSize.saying(with, resource, "; " + of.message());
        }
      }
      after.add(with);
    }
    return after;
  }
}
