// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import dev.rightsizing.workload.kubernetes.Controller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells whose pods changed. A pod may be seen before what made it; then its workload is named once
 * that is seen too. Safe for use by several threads.
 */
final class PodEvents {
  private static final Logger LOG = Logger.getLogger(PodEvents.class);

  /** Owners that never come, such as those of kinds that are not watched, are forgotten. */
  private static final int MOST_AWAITED = 10_000;

  private final List<Consumer<WorkloadRef>> listeners = new CopyOnWriteArrayList<>();

  /** By uid, what ReplicaSets and Jobs belong to. */
  private final Map<String, Between> between = new ConcurrentHashMap<>();

  /** By uid, workloads that have another name than the object that owns their pods. */
  private final Map<String, WorkloadRef> aliases = new ConcurrentHashMap<>();

  /** Uids of owners that pods name and nobody has seen. */
  private final Set<String> awaited = ConcurrentHashMap.newKeySet();

  void add(Consumer<WorkloadRef> listener) {
    listeners.add(listener);
  }

  /** Pods of an object count for another workload. */
  void alias(String uid, WorkloadRef ref) {
    aliases.put(uid, ref);
  }

  /** A pod came, changed or went. */
  void pod(Optional<KeptPod> before, Optional<KeptPod> now) {
    Optional<LivePod> was = before.flatMap(KeptPod::live);
    Optional<LivePod> is = now.flatMap(KeptPod::live);
    if (isRelevant(was, is)) {
      now.or(() -> before).ifPresent(this::resolve);
    }
  }

  private void resolve(KeptPod pod) {
    pod.controller().ifPresent(owner -> resolve(pod.namespace(), owner));
  }

  private void resolve(String namespace, Controller owner) {
    WorkloadRef alias = aliases.get(owner.uid());
    if (alias != null) {
      tell(alias);
    } else if (owner.is("apps", "ReplicaSet") || owner.is("batch", WorkloadKind.JOB.kind())) {
      resolveBetween(owner);
    } else {
      workload(namespace, owner).ifPresent(this::tell);
    }
  }

  private void resolveBetween(Controller owner) {
    Between known = between.get(owner.uid());
    if (known == null) {
      await(owner.uid());
      // It may have come between the two looks.
      known = between.get(owner.uid());
    }
    if (known != null) {
      awaited.remove(owner.uid());
      resolve(known);
    }
  }

  private void resolve(Between known) {
    known
        .controller()
        .ifPresentOrElse(
            parent -> resolve(known.namespace(), parent), () -> known.self().ifPresent(this::tell));
  }

  private void await(String uid) {
    if (awaited.size() >= MOST_AWAITED) {
      awaited.clear();
    }
    awaited.add(uid);
  }

  /** A ReplicaSet or Job is there. */
  void owner(Between seen) {
    between.put(seen.uid(), seen);
    if (awaited.remove(seen.uid())) {
      resolve(seen);
    }
  }

  void ownerGone(Between gone) {
    between.remove(gone.uid());
  }

  private static Optional<WorkloadRef> workload(String namespace, Controller owner) {
    return WorkloadKind.of(owner.kind())
        .filter(kind -> owner.is(group(kind), kind.kind()))
        .map(kind -> new WorkloadRef(namespace, kind, owner.name()));
  }

  private static String group(WorkloadKind kind) {
    return kind.apiVersion().substring(0, kind.apiVersion().indexOf('/'));
  }

  private void tell(WorkloadRef ref) {
    for (Consumer<WorkloadRef> listener : listeners) {
      try {
        listener.accept(ref);
      } catch (RuntimeException e) {
        LOG.errorf(e, "a change of the pods of %s could not be handled", ref);
      }
    }
  }

  private static boolean isRelevant(Optional<LivePod> was, Optional<LivePod> is) {
    if (was.isEmpty() || is.isEmpty()) {
      return was.isPresent() != is.isPresent();
    }
    LivePod a = was.get();
    LivePod b = is.get();
    return !a.uid().equals(b.uid())
        || !a.node().equals(b.node())
        || a.deleting() != b.deleting()
        || a.ready() != b.ready()
        || a.resize().state() != b.resize().state()
        || a.containers().size() != b.containers().size()
        || b.containers().stream()
            .anyMatch(
                container ->
                    a.container(container.name()).filter(c -> alike(c, container)).isEmpty());
  }

  private static boolean alike(LiveContainer a, LiveContainer b) {
    return a.restarts() == b.restarts()
        && a.waiting().equals(b.waiting())
        && a.last().equals(b.last())
        && a.spec().equals(b.spec())
        && a.actual().equals(b.actual())
        && a.allocated().equals(b.allocated());
  }
}
