// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.WorkloadRef;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds the workload of a pod that is gone by the name that Kubernetes generated for it, in one
 * namespace.
 *
 * <p>A pod's name is a base and five random characters: {@code web-7d4b9c6f5d-x2x4z}. The base is
 * the name of a ReplicaSet, DaemonSet or Job and a dash, cut to 58 characters so that the whole
 * fits 63 (apiserver's {@code names.SimpleNameGenerator}); an Indexed Job puts {@code -<index>-}
 * after the name, which is cut to make room for it ({@code podGenerateNameWithIndex}). The base is
 * looked up whole among the objects that are known; only if none of them could have made it, it is
 * taken apart: as an index of a Job, or as a ReplicaSet or Job that is gone, {@code
 * <deployment>-<pod-template-hash>} or {@code <cronjob>-<minutes since 1970>}. So the longest owner
 * wins, by whole segments: Deployment {@code a} cannot take a pod of {@code a-b}. If several could
 * have made a name, none gets it, unless all but one are idle.
 */
final class GeneratedNames {

  /** Without vowels and what looks like one (k8s.io/apimachinery/pkg/util/rand). */
  private static final Pattern RANDOM = Pattern.compile("[bcdfghjklmnpqrstvwxz2456789]{5}");

  private static final int LONGEST_BASE = 58;
  private static final int SUFFIX = 5;
  private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]{7,9}");
  private static final Pattern CUT_MINUTES = Pattern.compile("[1-9][0-9]{4,9}");
  private static final Pattern SOME_MINUTES = Pattern.compile("[1-9][0-9]{0,9}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

  /** As many digits as an int surely holds. */
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final Predicate<WorkloadRef> idle;

  /** By the whole base; an empty owner stands for "no workload". */
  private final Claims bases = new Claims();

  private final Claims hashing = new Claims();
  private final Claims scheduling = new Claims();
  private final Claims generating = new Claims();
  private final IndexClaims indexed = new IndexClaims();
  private final IndexClaims indexedScheduling = new IndexClaims();
  private final Claims ordinal = new Claims();

  GeneratedNames() {
    this(workload -> false);
  }

  /**
   * @param idle whether a workload is one that has nothing and wants nothing, so that it gives way
   *     to another of its name
   */
  GeneratedNames(Predicate<WorkloadRef> idle) {
    this.idle = idle;
  }

  /**
   * A known ReplicaSet, DaemonSet or Job, which names its pods {@code <name>-<5 characters>}.
   *
   * @param owner its workload, or empty if it has none
   */
  void addGenerator(String name, Optional<WorkloadRef> owner) {
    bases.add(base(name), owner);
  }

  /**
   * A known Indexed Job, which names its pods {@code <name>-<index>-<5 characters>}.
   *
   * @param indexes how many there are, from 0
   */
  void addIndexing(String name, int indexes, Optional<WorkloadRef> owner) {
    indexed.add(name, owner, indexes);
  }

  /** A Deployment or Rollout, whose ReplicaSets may be gone. */
  void addHashing(String name, WorkloadRef owner) {
    hashing.add(name, Optional.of(owner));
    if (name.length() >= LONGEST_BASE - 1) {
      // Nothing of the hash is left in the base of its pods.
      bases.add(base(name), Optional.of(owner));
    }
  }

  /**
   * A CronJob, whose Jobs may be gone.
   *
   * @param indexes how many an Indexed Job of it has; 0 when they are no Indexed Jobs
   */
  void addScheduling(String name, WorkloadRef owner, int indexes) {
    if (indexes > 0) {
      indexedScheduling.add(name, Optional.of(owner), indexes);
    } else {
      scheduling.add(name, Optional.of(owner));
    }
  }

  /**
   * One of the Jobs that an object makes one after the other. Where the API server has generated
   * its name, those that are gone were named alike.
   */
  void addGenerated(String name, WorkloadRef owner) {
    Split generated = Split.at(name);
    if (generated.matches(RANDOM)) {
      generating.add(generated.head(), Optional.of(owner));
    }
  }

  /** A StatefulSet, which names its pods {@code <name>-<ordinal>}, from whichever it starts. */
  void addOrdinal(String name, WorkloadRef owner) {
    ordinal.add(name, Optional.of(owner));
  }

  /** The one workload that could have made the name. */
  Optional<WorkloadRef> ownerOf(String pod) {
    Set<Optional<WorkloadRef>> claims = ofKnown(pod);
    if (claims.isEmpty() || withoutSuffix(pod).length() == LONGEST_BASE) {
      // A base that may have been cut is no proof of the name that is known.
      claims.addAll(ofGone(pod));
    }
    if (claims.size() > 1) {
      claims.removeIf(owner -> owner.filter(idle).isPresent());
    }
    return claims.size() == 1 ? claims.iterator().next() : Optional.empty();
  }

  private Set<Optional<WorkloadRef>> ofKnown(String pod) {
    Set<Optional<WorkloadRef>> claims = new HashSet<>(bases.of(withoutSuffix(pod)));
    Split last = Split.at(pod);
    if (last.matches(NUMBER)) {
      claims.addAll(ordinal.of(last.head()));
    }
    return claims;
  }

  /** Of what is gone, and of Indexed Jobs, whose names a known object's may be longer than. */
  private Set<Optional<WorkloadRef>> ofGone(String pod) {
    Set<Optional<WorkloadRef>> claims = new HashSet<>();
    String base = withoutSuffix(pod);
    boolean whole = base.endsWith("-");
    if (whole || base.length() == LONGEST_BASE) {
      Split generator = Split.at(whole ? base.substring(0, base.length() - 1) : base);
      if (TemplateHash.is(generator.tail(), whole)) {
        claims.addAll(hashing.of(generator.head()));
      }
      if (whole && generator.matches(RANDOM)) {
        claims.addAll(generating.of(generator.head()));
      }
      if (generator.matches(whole ? MINUTES : CUT_MINUTES)) {
        claims.addAll(scheduling.of(generator.head()));
      }
    }
    Split last = indexOf(pod);
    if (last.matches(INDEX)) {
      claims.addAll(ofIndexed(last, Integer.parseInt(last.tail())));
    }
    return claims;
  }

  private Set<Optional<WorkloadRef>> ofIndexed(Split last, int index) {
    String job = last.head();
    Split scheduled = Split.at(job);
    if (!last.isCut()) {
      Set<Optional<WorkloadRef>> claims = indexed.of(job, index);
      if (scheduled.matches(MINUTES)) {
        claims.addAll(indexedScheduling.of(scheduled.head(), index));
      }
      return claims;
    }
    Set<Optional<WorkloadRef>> claims = indexed.beginningWith(job, index);
    if (scheduled.matches(SOME_MINUTES)) {
      claims.addAll(indexedScheduling.of(scheduled.head(), index));
    }
    // Nothing of the minutes is left, nor perhaps of the dash before them.
    claims.addAll(indexedScheduling.of(job.replaceFirst("-$", ""), index));
    claims.addAll(indexedScheduling.beginningWith(job, index));
    return claims;
  }

  /** Taken apart before the index of an Indexed Job's pod. */
  private static Split indexOf(String pod) {
    String base = withoutSuffix(pod);
    return base.endsWith("-") ? Split.at(base.substring(0, base.length() - 1)) : Split.NOTHING;
  }

  /** What comes before the five random characters; empty where there are none. */
  private static String withoutSuffix(String pod) {
    int end = pod.length() - SUFFIX;
    boolean random = end > 0 && end <= LONGEST_BASE && RANDOM.matcher(pod.substring(end)).matches();
    return random ? pod.substring(0, end) : "";
  }

  private static String base(String name) {
    return name.length() >= LONGEST_BASE ? name.substring(0, LONGEST_BASE) : name + "-";
  }

  /** A name taken apart at its last dash. */
  private record Split(String head, String tail) {
    static final Split NOTHING = new Split("", "");

    static Split at(String name) {
      int dash = name.lastIndexOf('-');
      return dash > 0 ? new Split(name.substring(0, dash), name.substring(dash + 1)) : NOTHING;
    }

    boolean matches(Pattern pattern) {
      return !head.isEmpty() && pattern.matcher(tail).matches();
    }

    /** Whether the name before an index may have been cut to make room: the base is full. */
    boolean isCut() {
      return head.length() + tail.length() + 2 == LONGEST_BASE;
    }
  }
}
