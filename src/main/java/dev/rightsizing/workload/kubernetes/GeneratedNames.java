// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.WorkloadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the workload of a pod that is gone by the name that Kubernetes generated for it, in one
 * namespace.
 *
 * <p>A pod's name is a base and five random characters: {@code web-7d4b9c6f5d-x2x4z}. The base is
 * the name of a ReplicaSet, DaemonSet or Job and a dash, cut to 58 characters so that the whole
 * fits 63 (apiserver's {@code names.SimpleNameGenerator}). The base is looked up whole among the
 * objects that are known; only if none of them could have made it, it is taken apart as a
 * ReplicaSet or Job that is gone: {@code <deployment>-<pod-template-hash>} or {@code
 * <cronjob>-<minutes since 1970>}. So the longest owner wins, by whole segments: Deployment {@code
 * a} cannot take a pod of {@code a-b}. If several could have made a name, nobody gets it.
 */
final class GeneratedNames {

  /** Without vowels and what looks like one (k8s.io/apimachinery/pkg/util/rand). */
  private static final String ALPHABET = "[bcdfghjklmnpqrstvwxz2456789]";

  private static final int LONGEST_BASE = 58;
  private static final int SUFFIX = 5;
  private static final Pattern RANDOM = Pattern.compile(ALPHABET + "{5}");

  /**
   * A hash is a decimal 32-bit number in letters. One in 40,000 has fewer than six digits; taking
   * those too would give Deployment {@code a} the pods of a DaemonSet {@code a-db} that is gone.
   */
  private static final Pattern HASH = Pattern.compile(ALPHABET + "{6,10}");

  private static final Pattern CUT_HASH = Pattern.compile(ALPHABET + "{1,10}");
  private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]{7,9}");
  private static final Pattern CUT_MINUTES = Pattern.compile("[1-9][0-9]{4,9}");
  private static final Pattern ORDINAL = Pattern.compile("0|[1-9][0-9]{0,9}");

  /** By the whole base; an empty owner stands for "nobody's" and for "more than one's". */
  private final Map<String, Optional<WorkloadRef>> bases = new HashMap<>();

  private final Map<String, Optional<WorkloadRef>> hashing = new HashMap<>();
  private final Map<String, Optional<WorkloadRef>> scheduling = new HashMap<>();
  private final Map<String, Optional<WorkloadRef>> ordinal = new HashMap<>();

  /**
   * A known ReplicaSet, DaemonSet or Job, which names its pods {@code <name>-<5 characters>}.
   *
   * @param owner its workload, or empty if it has none
   */
  void addGenerator(String name, Optional<WorkloadRef> owner) {
    add(bases, base(name), owner);
  }

  /** A Deployment or Rollout, whose ReplicaSets may be gone. */
  void addHashing(String name, WorkloadRef owner) {
    add(hashing, name, Optional.of(owner));
    if (name.length() >= LONGEST_BASE - 1) {
      // Nothing of the hash is left in the base of its pods.
      add(bases, base(name), Optional.of(owner));
    }
  }

  /** A CronJob, whose Jobs may be gone. */
  void addScheduling(String name, WorkloadRef owner) {
    add(scheduling, name, Optional.of(owner));
  }

  /** A StatefulSet, which names its pods {@code <name>-<ordinal>}. */
  void addOrdinal(String name, WorkloadRef owner) {
    add(ordinal, name, Optional.of(owner));
  }

  /** The one workload that could have made the name. */
  Optional<WorkloadRef> ownerOf(String pod) {
    List<Optional<WorkloadRef>> claims = ofKnown(pod);
    if (claims.isEmpty()) {
      claims = ofGone(pod);
    }
    return claims.stream().distinct().count() == 1 ? claims.get(0) : Optional.empty();
  }

  private List<Optional<WorkloadRef>> ofKnown(String pod) {
    List<Optional<WorkloadRef>> claims = new ArrayList<>(2);
    if (hasRandomSuffix(pod)) {
      claim(claims, bases.get(withoutSuffix(pod)));
    }
    int dash = pod.lastIndexOf('-');
    if (dash > 0 && ORDINAL.matcher(pod.substring(dash + 1)).matches()) {
      claim(claims, ordinal.get(pod.substring(0, dash)));
    }
    return claims;
  }

  private List<Optional<WorkloadRef>> ofGone(String pod) {
    List<Optional<WorkloadRef>> claims = new ArrayList<>(2);
    if (!hasRandomSuffix(pod)) {
      return claims;
    }
    String base = withoutSuffix(pod);
    boolean whole = base.endsWith("-");
    if (!whole && base.length() != LONGEST_BASE) {
      return claims;
    }
    String generator = whole ? base.substring(0, base.length() - 1) : base;
    int dash = generator.lastIndexOf('-');
    if (dash > 0) {
      String name = generator.substring(0, dash);
      String tail = generator.substring(dash + 1);
      if ((whole ? HASH : CUT_HASH).matcher(tail).matches()) {
        claim(claims, hashing.get(name));
      }
      if ((whole ? MINUTES : CUT_MINUTES).matcher(tail).matches()) {
        claim(claims, scheduling.get(name));
      }
    }
    return claims;
  }

  private static boolean hasRandomSuffix(String pod) {
    return pod.length() > SUFFIX
        && pod.length() <= LONGEST_BASE + SUFFIX
        && RANDOM.matcher(pod.substring(pod.length() - SUFFIX)).matches();
  }

  private static String withoutSuffix(String pod) {
    return pod.substring(0, pod.length() - SUFFIX);
  }

  private static String base(String name) {
    return name.length() >= LONGEST_BASE ? name.substring(0, LONGEST_BASE) : name + "-";
  }

  private static void add(
      Map<String, Optional<WorkloadRef>> claims, String key, Optional<WorkloadRef> owner) {
    claims.merge(key, owner, (a, b) -> a.equals(b) ? a : Optional.empty());
  }

  private static void claim(List<Optional<WorkloadRef>> claims, Optional<WorkloadRef> owner) {
    if (owner != null) {
      claims.add(owner);
    }
  }
}
