// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.repository.GitRepository;
import dev.rightsizing.model.Reason;
import dev.rightsizing.patch.manifest.FileTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Git server in memory, with leases; each operator has a clone of its own. */
final class FakeGit {
  static final String URL = "https://git.example.com/shop/deploy.git";

  /** A commit with its whole tree. */
  record Commit(
      String id,
      List<String> parents,
      SortedMap<String, String> files,
      String email,
      String message,
      Instant time) {}

  private final Map<String, Commit> commits = new HashMap<>();
  private final SortedMap<String, String> branches = new TreeMap<>();
  private List<String> pushOptions = List.of();
  private final Set<String> mergedHeads = new HashSet<>();
  private String defaultBranch = "main";

  FakeGit(SortedMap<String, String> files) {
    branches.put("main", commit(List.of(), files, "dev@example.com", "First", Instant.EPOCH));
  }

  String commit(
      List<String> parents,
      SortedMap<String, String> files,
      String email,
      String message,
      Instant time) {
    String id =
        Print.of(parents.toString(), files.toString(), email, message, time.toString())
            .substring(0, 40);
    commits.put(id, new Commit(id, parents, new TreeMap<>(files), email, message, time));
    return id;
  }

  /** A person's commit on a branch. */
  String personCommits(String branch, String path, String content) {
    Commit head = commits.get(branches.get(branch));
    SortedMap<String, String> files = new TreeMap<>(head.files());
    files.put(path, content);
    String id =
        commit(
            List.of(head.id()),
            files,
            branch.equals("main") ? "dev@example.com" : "person@example.com",
            "By hand " + commits.size(),
            Instant.EPOCH);
    branches.put(branch, id);
    return id;
  }

  Optional<Commit> head(String branch) {
    return Optional.ofNullable(branches.get(branch)).map(commits::get);
  }

  /** Of the last push. */
  List<String> pushOptions() {
    return pushOptions;
  }

  Set<String> branchNames() {
    return Set.copyOf(branches.keySet());
  }

  void move(String branch, String commit) {
    branches.put(branch, commit);
  }

  void remove(String branch) {
    branches.remove(branch);
  }

  void merged(String head) {
    mergedHeads.add(head);
  }

  void defaultBranch(String name) {
    defaultBranch = name;
  }

  Set<String> history(String tip) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> todo = new ArrayDeque<>(List.of(tip));
    while (!todo.isEmpty()) {
      String id = todo.removeFirst();
      if (seen.add(id)) {
        todo.addAll(commits.get(id).parents());
      }
    }
    return seen;
  }

  Commit get(String id) {
    return commits.get(id);
  }

  Optional<String> mergeBase(String one, String other) {
    Set<String> first = history(one);
    return history(other).stream().filter(first::contains).findFirst();
  }

  /** What never may happen, whatever the operator does. */
  private void checkNothingOfPeopleIsLost(String old, Optional<String> next) {
    Set<String> kept = new HashSet<>(history(branches.get("main")));
    next.ifPresent(n -> kept.addAll(history(n)));
    mergedHeads.forEach(h -> kept.addAll(history(h)));
    for (String id : history(old)) {
      if (!kept.contains(id) && commits.get(id).email().equals("person@example.com")) {
        throw new AssertionError("a person's commit was overwritten: " + commits.get(id).message());
      }
    }
  }

  /** A clone of one operator. */
  GitRepositories clones(Faults faults) {
    Clone clone = new Clone(faults);
    return new GitRepositories() {
      @Override
      public GitRepository open(String url, Credentials credentials) {
        return clone;
      }

      @Override
      public void clean() {}
    };
  }

  private final class Clone implements GitRepository {
    private final Faults faults;
    private final Set<String> here = new HashSet<>();

    Clone(Faults faults) {
      this.faults = faults;
    }

    @Override
    public String url() {
      return URL;
    }

    @Override
    public Heads heads(Duration notOlder) throws GitException {
      faults.before("heads");
      return new Heads(Optional.of(defaultBranch), branches);
    }

    @Override
    public void fetch(Map<String, String> wanted) throws GitException {
      if (here.containsAll(wanted.values())) {
        return;
      }
      faults.before("fetch");
      wanted.values().forEach(w -> here.addAll(history(w)));
    }

    private Commit here(String id) throws GitException {
      if (!here.contains(id)) {
        throw new AssertionError("commit " + id + " was not fetched");
      }
      return commits.get(id);
    }

    @Override
    public FileTree files(String commit) throws GitException {
      return new MemoryTree(here(commit).files());
    }

    @Override
    public List<CommitInfo> commitsSince(String base, String tip, int limit) throws GitException {
      here(base);
      here(tip);
      Set<String> known = history(base);
      List<CommitInfo> infos = new ArrayList<>();
      for (String id : history(tip)) {
        Commit c = commits.get(id);
        if (!known.contains(id) && infos.size() < limit) {
          infos.add(new CommitInfo(id, c.email(), c.email(), c.time(), c.message()));
        }
      }
      return infos;
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) throws GitException {
      here(ancestor);
      here(descendant);
      return history(descendant).contains(ancestor);
    }

    @Override
    public Optional<String> mergeBase(String one, String other) {
      return FakeGit.this.mergeBase(one, other);
    }

    @Override
    public String commit(CommitDraft draft) throws GitException {
      Commit parent = here(draft.parent());
      SortedMap<String, String> files = new TreeMap<>(parent.files());
      draft
          .files()
          .forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
      if (files.equals(parent.files())) {
        throw new AssertionError("an empty commit");
      }
      String id =
          FakeGit.this.commit(
              List.of(parent.id()), files, draft.author().email(), draft.message(), draft.time());
      here.add(id);
      return id;
    }

    @Override
    public void push(
        String commit,
        String branch,
        Optional<String> expected,
        boolean force,
        List<String> options)
        throws GitException {
      faults.before("push");
      lease(branch, expected);
      if (!force && expected.isPresent() && !history(commit).contains(expected.get())) {
        throw new GitException(Reason.PUSH_REJECTED, "non-fast-forward");
      }
      expected.ifPresent(e -> checkNothingOfPeopleIsLost(e, Optional.of(commit)));
      branches.put(branch, commit);
      pushOptions = List.copyOf(options);
      faults.after("push");
    }

    @Override
    public void deleteBranch(String branch, String expected) throws GitException {
      faults.before("delete");
      lease(branch, Optional.of(expected));
      checkNothingOfPeopleIsLost(expected, Optional.empty());
      branches.remove(branch);
      faults.after("delete");
    }

    private void lease(String branch, Optional<String> expected) throws GitException {
      if (!Optional.ofNullable(branches.get(branch)).equals(expected)) {
        throw new GitException(Reason.BRANCH_MOVED, "The branch " + branch + " has moved.");
      }
    }

    @Override
    public String diff(String from, String to) {
      return "diff " + from + " " + to;
    }
  }
}
