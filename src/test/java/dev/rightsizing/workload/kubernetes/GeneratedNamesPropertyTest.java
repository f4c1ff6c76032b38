// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Names made by the rules of Kubernetes are found, and never given to another workload. */
class GeneratedNamesPropertyTest {
  /** Hashes with fewer digits are not known again once their ReplicaSet is gone. */
  private static final long FIVE_DIGITS = 10_000;

  private static final long MOST = (1L << 32) - 1;

  private static final int INDEXES = 79;

  /** From 2015 to 2100. */
  private static final long FIRST_MINUTE = 1_420_070_400L;

  private static final long LAST_MINUTE = 4_102_444_800L;

  private static WorkloadRef ref(WorkloadKind kind, String name) {
    return new WorkloadRef("shop", kind, name);
  }

  private static void know(GeneratedNames names, WorkloadRef ref, boolean indexed) {
    switch (ref.kind()) {
      case DEPLOYMENT, ROLLOUT -> names.addHashing(ref.name(), ref);
      case STATEFULSET -> names.addOrdinal(ref.name(), ref);
      case DAEMONSET -> names.addGenerator(ref.name(), Optional.of(ref));
      case JOB -> {
        if (indexed) {
          names.addIndexing(ref.name(), INDEXES, Optional.of(ref));
        } else {
          names.addGenerator(ref.name(), Optional.of(ref));
        }
      }
      case CRONJOB -> names.addScheduling(ref.name(), ref, indexed ? INDEXES : 0);
    }
  }

  /** A pod of a workload whose objects in between are gone. */
  private static String podOf(WorkloadRef ref, boolean indexed, Draw draw) {
    KubernetesNames kubernetes = new KubernetesNames(draw.seed());
    return switch (ref.kind()) {
      case DEPLOYMENT, ROLLOUT ->
          kubernetes.pod(KubernetesNames.replicaSet(ref.name(), draw.sum32()));
      case STATEFULSET ->
          KubernetesNames.statefulSetPod(ref.name(), draw.start(), draw.index() % 50);
      case DAEMONSET -> kubernetes.pod(ref.name());
      case JOB ->
          indexed ? kubernetes.indexedPod(ref.name(), draw.index()) : kubernetes.pod(ref.name());
      case CRONJOB -> {
        String job = KubernetesNames.job(ref.name(), draw.unixSeconds());
        yield indexed ? kubernetes.indexedPod(job, draw.index()) : kubernetes.pod(job);
      }
    };
  }

  /** What chance decides in a name. */
  record Draw(long seed, long sum32, long unixSeconds, int index, int start) {}

  @Provide
  Arbitrary<Draw> draws() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.longs().between(FIVE_DIGITS, MOST),
            Arbitraries.longs().between(FIRST_MINUTE, LAST_MINUTE),
            Arbitraries.integers().between(0, INDEXES - 1),
            Arbitraries.integers().between(0, 1000))
        .as(Draw::new);
  }

  /** DNS labels, short ones of one segment and long ones of several alike. */
  @Provide
  Arbitrary<String> labels() {
    Arbitrary<String> segment =
        Arbitraries.strings().withChars("abcdfgklmnz0123456789").ofMinLength(1).ofMaxLength(20);
    return segment
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(parts -> String.join("-", parts))
        .map(name -> name.substring(0, Math.min(63, name.length())))
        .filter(name -> !name.endsWith("-"));
  }

  private static String fit(WorkloadKind kind, String name) {
    // The API server takes no CronJob of more than 52 characters.
    return kind == WorkloadKind.CRONJOB && name.length() > 52
        ? name.substring(0, 52).replaceAll("-+$", "")
        : name;
  }

  @Property(tries = 2000)
  void aPodOfAKnownWorkloadIsFound(
      @ForAll WorkloadKind kind,
      @ForAll("labels") String label,
      @ForAll boolean indexed,
      @ForAll("draws") Draw draw) {
    WorkloadRef ref = ref(kind, fit(kind, label));
    GeneratedNames names = new GeneratedNames();
    know(names, ref, indexed);

    assertThat(names.ownerOf(podOf(ref, indexed, draw))).contains(ref);
  }

  @Property(tries = 500)
  void aPodOfAKnownReplicaSetIsFoundWhateverTheHash(
      @ForAll("labels") String label,
      @ForAll @LongRange(max = MOST) long sum32,
      @ForAll long seed) {
    WorkloadRef ref = ref(WorkloadKind.DEPLOYMENT, label);
    GeneratedNames names = new GeneratedNames();
    know(names, ref, false);
    String replicaSet = KubernetesNames.replicaSet(label, sum32);
    names.addGenerator(replicaSet, Optional.of(ref));

    assertThat(names.ownerOf(new KubernetesNames(seed).pod(replicaSet))).contains(ref);
  }

  /**
   * All are known: a pod is its own workload's or, where two could have made its name, nobody's.
   */
  @Property(tries = 2000)
  void aPodIsNeverGivenToAnotherWorkload(
      @ForAll("labels") String label,
      @ForAll List<@IntRange(max = 5) Integer> kinds,
      @ForAll boolean indexed,
      @ForAll("draws") Draw draw) {
    GeneratedNames names = new GeneratedNames();
    List<WorkloadRef> all = new ArrayList<>();
    // Names that begin alike; none is the very name that a draw makes of another.
    List<String> tails =
        List.of(
            "",
            "-a",
            "-" + KubernetesNames.hash(draw.sum32() ^ 0xFFFF),
            "-" + (draw.unixSeconds() / 60 + 1),
            "-" + (draw.index() + INDEXES));
    Set<WorkloadRef> seen = new HashSet<>();
    for (int i = 0; i < kinds.size(); i++) {
      WorkloadKind kind = WorkloadKind.values()[kinds.get(i)];
      String name = label + tails.get(i % tails.size());
      WorkloadRef ref = ref(kind, fit(kind, name.substring(0, Math.min(63, name.length()))));
      if (!ref.name().endsWith("-") && seen.add(ref)) {
        all.add(ref);
        know(names, ref, indexed);
      }
    }
    for (WorkloadRef ref : all) {
      assertThat(names.ownerOf(podOf(ref, indexed, draw)))
          .satisfiesAnyOf(
              owner -> assertThat(owner).contains(ref), owner -> assertThat(owner).isEmpty());
    }
  }

  /** A workload that is gone leaves pods that a known one of a shorter name must not get. */
  @Property(tries = 2000)
  void aPodOfAWorkloadThatIsGoneIsNotGivenToOneOfAShorterName(
      @ForAll WorkloadKind known,
      @ForAll WorkloadKind gone,
      @ForAll("labels") String label,
      @ForAll("words") String word,
      @ForAll boolean indexed,
      @ForAll("draws") Draw draw) {
    String shorter = label.substring(0, Math.min(20, label.length())).replaceAll("-+$", "");
    WorkloadRef ref = ref(known, shorter);
    GeneratedNames names = new GeneratedNames();
    know(names, ref, indexed);

    String pod = podOf(ref(gone, shorter + "-" + word), indexed, draw);
    assertThat(names.ownerOf(pod)).isNotEqualTo(Optional.of(ref));
  }

  /** As people end names. */
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
        "db", "api", "web", "worker", "grpcsvc", "mysql", "nginx", "v2", "b", "x", "canary", "8080",
        "prod", "bff", "cdc", "kfk", "s3", "blue", "tls", "zk", "pg14", "mq", "rpc", "80", "2024",
        "101");
  }

  @Property(tries = 500)
  void aControllerRevisionIsNoPod(
      @ForAll("labels") String label,
      @ForAll boolean daemonSet,
      @ForAll @LongRange(min = 100_000, max = MOST) long sum32) {
    WorkloadRef ref = ref(daemonSet ? WorkloadKind.DAEMONSET : WorkloadKind.STATEFULSET, label);
    GeneratedNames names = new GeneratedNames();
    know(names, ref, false);
    String revision = KubernetesNames.controllerRevision(label, sum32);
    // One whose hash is all digits reads as an ordinal; Kubernetes would not tell them apart
    // either.
    if (!revision.matches(".*-[0-9]+")) {
      assertThat(names.ownerOf(revision)).isEmpty();
    }
  }

  @Property(tries = 200)
  void theHashIsKnownAgainAndNothingElse(@ForAll @LongRange(min = 10_000, max = MOST) long sum32) {
    String hash = KubernetesNames.hash(sum32);
    assertThat(TemplateHash.is(hash, true)).isTrue();
    for (int cut = 1; cut < hash.length(); cut++) {
      assertThat(TemplateHash.is(hash.substring(0, cut), false)).isTrue();
    }
    assertThat(TemplateHash.is(hash + "4444444", true)).isFalse();
    assertThat(TemplateHash.is("4" + hash, true)).isFalse();
  }
}
