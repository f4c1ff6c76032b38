// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster, a repository, a code host and two operators, all in memory. Each workload has one
 * quantity, its CPU request in millicores.
 */
final class World {
  static final int CHANGE_PERCENT = 10;
  static final PolicyRef POLICY = new PolicyRef("shop", "web");

  final FakeGit git;
  final FakeHost host;
  final List<WorkloadRef> refs = new ArrayList<>();
  final Map<WorkloadRef, Integer> cluster = new HashMap<>();
  final Map<WorkloadRef, Integer> needs = new HashMap<>();
  final Set<WorkloadRef> rejected = new HashSet<>();
  final Set<WorkloadRef> approved = new HashSet<>();
  final Map<WorkloadRef, WorkloadProposal> remembered = new HashMap<>();
  final List<ProposedChange> dryRun = new ArrayList<>();
  List<RequestProposal> requests = new ArrayList<>();
  GitSettings.Grouping grouping = GitSettings.Grouping.POLICY;
  boolean approvalRequired;
  String base = "main";
  Instant now = Instant.parse("2026-11-01T00:00:00Z");
  final Operator first;
  final Operator second;

  World(int workloads) {
    SortedMap<String, String> files = new TreeMap<>();
    for (int i = 0; i < workloads; i++) {
      WorkloadRef ref =
          new WorkloadRef(i % 2 == 0 ? "shop" : "pay", WorkloadKind.DEPLOYMENT, "w" + i);
      refs.add(ref);
      cluster.put(ref, 1000);
      files.merge(ResourceLines.path(ref), key(ref) + "=1\n", String::concat);
    }
    files.put("README.md", "Hello\n");
    git = new FakeGit(files);
    host = new FakeHost(git);
    first = new Operator();
    second = new Operator();
  }

  /** A process with a clone and a memory of its own. */
  final class Operator {
    final Faults faults = new Faults();
    private ProposalPass pass = start();

    private ProposalPass start() {
      return new ProposalPass(
          git.clones(faults), host.clients(faults), new ResourceLines(), new Ticking());
    }

    /** A pass whose end the cluster gets to know. */
    ProposalResult passes() {
      faults.arm(Faults.Kind.NONE, 0);
      return record(pass.run(order()));
    }

    /** A pass that ends like that at its call of that number. */
    boolean passes(Faults.Kind kind, int at) {
      faults.arm(kind, at);
      try {
        record(pass.run(order()));
      } catch (Faults.Killed killed) {
        pass = start();
      }
      boolean fired = faults.fired();
      faults.arm(Faults.Kind.NONE, 0);
      return fired;
    }

    ProposalResult withdraws() {
      faults.arm(Faults.Kind.NONE, 0);
      return pass.withdraw(
          new Withdrawal(
              POLICY, "uid-1", settings(), Credentials.NONE, requests, "The policy was deleted."));
    }
  }

  private final class Ticking extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  ProposalResult record(ProposalResult result) {
    remembered.keySet().retainAll(result.workloads().keySet());
    remembered.putAll(result.workloads());
    requests = result.requests();
    return result;
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  GitSettings settings() {
    return new GitSettings(
        FakeGit.URL,
        base,
        "",
        Optional.empty(),
        new GitSettings.Request(
            GitSettings.Provider.GITEA,
            "",
            List.of("rightsizing"),
            false,
            List.of(),
            List.of("merge_request.create")),
        new GitSettings.Author("rightsizing", "rightsizing@localhost"),
        grouping,
        approvalRequired,
        List.of());
  }

  ProposalOrder order() {
    return new ProposalOrder(
        POLICY,
        "uid-1",
        settings(),
        Credentials.NONE,
        needs.entrySet().stream()
            .filter(e -> !e.getValue().equals(cluster.get(e.getKey())))
            .map(e -> change(e.getKey(), cluster.get(e.getKey()), e.getValue()))
            .toList(),
        rejected,
        approved,
        List.of(),
        CHANGE_PERCENT,
        remembered,
        requests,
        c -> {
          synchronized (dryRun) {
            dryRun.add(c);
          }
          return new DryRun.Accepted();
        },
        Optional.empty());
  }

  static ProposedChange change(WorkloadRef ref, int from, int to) {
    return new ProposedChange(
        ref,
        Map.of(),
        WorkloadOwner.UNKNOWN,
        List.of(
            new ProposedContainer(
                "app",
                ContainerRole.MAIN,
                List.of(
                    new ProposedContainer.Change(
                        Resource.CPU,
                        size(from),
                        size(to),
                        Optional.empty(),
                        Optional.empty(),
                        "P95 of " + to + "m")))),
        1,
        Optional.empty(),
        Confidence.Level.HIGH,
        "None",
        List.of(),
        "",
        List.of());
  }

  private static Size size(int millicores) {
    return new Size(Optional.of(Amount.cores(millicores / 1000.0)), Optional.empty());
  }

  private static String key(WorkloadRef ref) {
    return "Deployment/" + ref.name() + " app cpu requests";
  }

  /** Millicores of a workload in a commit. */
  static int in(FakeGit.Commit commit, WorkloadRef ref) {
    String value = ResourceLines.parse(commit.files().get(ResourceLines.path(ref))).get(key(ref));
    return (int) Math.round(Amount.parse(Resource.CPU, value).value() * 1000);
  }

  FakeGit.Commit base() {
    return git.head("main").orElseThrow();
  }

  String branch() {
    return BranchName.of(POLICY, "uid-1", "");
  }

  Optional<FakeGit.Commit> branchHead() {
    return git.head(branch());
  }

  /** A person sets a size on a branch. */
  void personSets(String branch, WorkloadRef ref, int millicores) {
    FakeGit.Commit head = git.head(branch).orElseThrow();
    Map<String, String> lines = ResourceLines.parse(head.files().get(ResourceLines.path(ref)));
    lines.put(key(ref), millicores + "m");
    git.personCommits(branch, ResourceLines.path(ref), ResourceLines.print(lines));
  }

  /** The GitOps tool brings the base into the cluster. */
  void sync() {
    refs.forEach(ref -> cluster.put(ref, in(base(), ref)));
  }

  Requests.Request openRequest() {
    return host.open().get(0);
  }
}
