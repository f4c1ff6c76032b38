// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import dev.rightsizing.git.AccessTokens;
import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.proposal.IndexedManifests;
import dev.rightsizing.git.proposal.Manifests;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalPass;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.git.repository.GitStorageSettings;
import dev.rightsizing.git.repository.JGitRepositories;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.FolderTree;
import dev.rightsizing.patch.manifest.Placement;
import dev.rightsizing.testkit.git.BareRepository;
import dev.rightsizing.testkit.git.GitHttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures proposals against a real Git server (git http-backend) and prints a row of a table for
 * each figure. Run by {@code make propose-bench}, in a JVM whose heap is small enough to prove what
 * a pass needs.
 */
public final class ProposalBenchmark {
  private static final int FILES = 5_000;
  private static final int CHANGED = 200;
  private static final int MANY = 1_000;
  private static final int POLICIES = 50;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Path folder;

  private ProposalBenchmark(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("propose-bench");
    try {
      new ProposalBenchmark(folder).run();
    } finally {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
      }
    }
  }

  private void run() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < FILES; i++) {
      files.put(BenchmarkManifests.path(i), BenchmarkManifests.text(i));
    }
    edits(files);
    BareRepository repository = BareRepository.create(folder.resolve("served"), "shop/deploy");
    repository.commit("main", files, "All manifests");
    try (GitHttpServer server = GitHttpServer.start(folder.resolve("served"))) {
      onePolicy(server, repository);
      manyPolicies(server, repository);
    }
    row("Largest resident set of the process", peakMemory());
  }

  private void edits(Map<String, String> files) throws Exception {
    Path checkout = folder.resolve("checkout");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = checkout.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<Placement> placements =
        Stream.iterate(0, i -> i + 1)
            .limit(MANY)
            .map(i -> new Placement(change(i, 219), Optional.empty(), "", List.of()))
            .toList();
    Manifests.Edits edits = new IndexedManifests().of(FolderTree.of(checkout));
    Mark start = Mark.now();
    ChangedFiles changed = edits.apply(placements);
    require(changed.files().size() == MANY, changed.files().size() + " files changed");
    row("Patches for 1,000 workloads in 5,000 files, with the index", start.since());
    start = Mark.now();
    edits.apply(placements);
    row("Patches for 1,000 workloads, index at hand", start.since());
  }

  private void onePolicy(GitHttpServer server, BareRepository repository) throws Exception {
    try (JGitRepositories clones = clones(server, "one")) {
      Policy policy = new Policy(clones, new IndexedManifests(), server, "web", 0, CHANGED);
      server.forgetRequests();
      Mark start = Mark.now();
      policy.passes();
      row("First pass: clone, 200 workloads, one commit, push", start.since());
      row("… requests to the server", String.valueOf(server.requests().size()));
      require(repository.branches().size() == 2, "no branch was pushed");
      policy.passes();
      server.forgetRequests();
      Thread.sleep(SETTLE_MILLIS);
      start = Mark.now();
      policy.passes();
      row("Later pass without news", start.since());
      row("… listings and fetches", String.valueOf(reads(server)));
      repository.commit("main", Map.of("README.md", "Hello\n"), "Elsewhere");
      Thread.sleep(SETTLE_MILLIS);
      start = Mark.now();
      policy.passes();
      row("Pass after the base moved elsewhere", start.since());
    }
  }

  /** Heads are shared for ten seconds; a pass is hours apart. */
  private static final long SETTLE_MILLIS = 10_500;

  private void manyPolicies(GitHttpServer server, BareRepository repository) throws Exception {
    try (JGitRepositories clones = clones(server, "many")) {
      Manifests manifests = new IndexedManifests();
      List<Policy> policies = new ArrayList<>();
      for (int i = 0; i < POLICIES; i++) {
        policies.add(new Policy(clones, manifests, server, "p" + i, 1_000 + 4 * i, 4));
      }
      server.forgetRequests();
      Mark start = Mark.now();
      policies.forEach(Policy::passes);
      row("50 policies, first pass", start.since());
      row("… listings and fetches of all of them", String.valueOf(reads(server)));
      repository.commit("main", Map.of("README.md", "Hello again\n"), "Elsewhere");
      Thread.sleep(SETTLE_MILLIS);
      server.forgetRequests();
      start = Mark.now();
      policies.forEach(Policy::passes);
      row("50 policies, pass after the base moved", start.since());
      row("… listings and fetches of all of them", String.valueOf(reads(server)));
    }
  }

  private JGitRepositories clones(GitHttpServer server, String name) throws IOException {
    AccessTokens none = (repository, api, credentials) -> Optional.empty();
    return new JGitRepositories(
        GitStorageSettings.of(
            Files.createDirectories(folder.resolve(name)),
            new AllowedUrls(List.of(server.base() + "/**"))),
        none,
        Clock.systemUTC());
  }

  /** A policy whose Recommendations keep what each pass says. */
  private static final class Policy {
    private final ProposalPass pass;
    private final String name;
    private final String url;
    private final List<ProposedChange> wanted;
    private final Map<WorkloadRef, WorkloadProposal> remembered = new HashMap<>();
    private List<RequestProposal> requests = List.of();

    Policy(
        JGitRepositories clones,
        Manifests manifests,
        GitHttpServer server,
        String name,
        int first,
        int count) {
      this.pass =
          new ProposalPass(
              clones,
              (url, settings, credentials) -> Optional.empty(),
              manifests,
              Clock.systemUTC());
      this.name = name;
      this.url = server.url("shop/deploy");
      this.wanted =
          Stream.iterate(first, i -> i + 1).limit(count).map(i -> change(i, 219)).toList();
    }

    void passes() {
      ProposalResult result =
          pass.run(
              new ProposalOrder(
                  new PolicyRef("shop", name),
                  "uid-" + name,
                  settings(),
                  Credentials.NONE,
                  wanted,
                  Set.of(),
                  Set.of(),
                  List.of(),
                  10,
                  remembered,
                  requests,
                  change -> new DryRun.Accepted(),
                  Optional.empty()));
      require(result.state() == ProposalState.OPEN, result.state() + ": " + result.message());
      remembered.putAll(result.workloads());
      requests = result.requests();
    }

    private GitSettings settings() {
      return new GitSettings(
          url,
          "main",
          "",
          Optional.empty(),
          new GitSettings.Request(GitSettings.Provider.NONE, "", List.of(), false, List.of()),
          new GitSettings.Author("rightsizing", "rightsizing@localhost"),
          GitSettings.Grouping.POLICY,
          false,
          List.of());
    }
  }

  private static ProposedChange change(int workload, int millicores) {
    return BenchmarkManifests.change(workload, millicores);
  }

  /** Each listing of branches and each fetch begins with one of these. */
  private static long reads(GitHttpServer server) {
    return server.requests().stream().filter(GitHttpServer.Request::lists).count();
  }

  /** Time on the wall, and that in which this thread had a processor. */
  private record Mark(long wall, long processor) {
    static Mark now() {
      return new Mark(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
    }

    String since() {
      return String.format(
          Locale.ROOT,
          "%.2f s, of which %.2f s on a processor",
          (System.nanoTime() - wall) / 1e9,
          (THREADS.getCurrentThreadCpuTime() - processor) / 1e9);
    }
  }

  private static String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmHWM:"))
        .map(l -> l.replaceAll("\\D", ""))
        .map(kib -> Long.parseLong(kib) / 1024 + " MiB")
        .findFirst()
        .orElse("unknown");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void row(String what, String figure) {
    System.out.println("| " + what + " | " + figure + " |");
  }
}
