// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.proposal.Branch.Fit;
import dev.rightsizing.git.proposal.Branch.Keeper;
import dev.rightsizing.git.repository.GitRepository;
import dev.rightsizing.git.repository.GitRepository.CommitInfo;
import dev.rightsizing.git.text.Trailers;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.Entry;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.FileTree.Type;
import dev.rightsizing.patch.manifest.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Reads a group's branch and compares it with what it should be. Needs its commits here. */
final class BranchReader {
  /** More commits than this on a branch are not all ours. */
  private static final int MOST_COMMITS = 500;

  private final GitRepository repository;
  private final Manifests manifests;
  private final Placements placements;
  private final String base;
  private final String email;
  private final Trailers trailers;

  BranchReader(
      GitRepository repository,
      Manifests manifests,
      Placements placements,
      String base,
      String email,
      Trailers trailers) {
    this.repository = repository;
    this.manifests = manifests;
    this.placements = placements;
    this.base = base;
    this.email = email;
    this.trailers = trailers;
  }

  Branch read(String head, Fate fate, Edited edited, Judgement judgement)
      throws GitException, FileTreeException {
    boolean merged =
        fate instanceof Fate.Merged m && m.request().head().equals(head)
            || repository.isAncestor(head, base);
    if (merged) {
      return Branch.of(head, Keeper.MERGED, Fit.STALE);
    }
    FileTree branchTree = repository.files(head);
    FileTree baseTree = repository.files(base);
    Optional<String> fork = repository.mergeBase(base, head);
    boolean conflicts = fork.isEmpty() || conflicts(fork.get(), branchTree, baseTree, edited);
    List<CommitInfo> commits = repository.commitsSince(base, head, MOST_COMMITS);
    boolean oursOnAnotherBase = !areOurs(commits) && areOursOnAnotherBase(head, commits);
    if (!areOurs(commits) && !oursOnAnotherBase) {
      return new Branch(
          head,
          Keeper.PEOPLE,
          Fit.BEHIND,
          onTopOfPeople(branchTree, edited, judgement),
          overruled(branchTree, edited),
          conflicts);
    }
    if (oursOnAnotherBase) {
      return Branch.of(head, Keeper.OURS, Fit.STALE);
    }
    if (conflicts) {
      return Branch.of(head, Keeper.OURS, Fit.STALE);
    }
    return ours(head, repository.files(fork.get()), branchTree, baseTree, edited);
  }

  /** Whether each commit that the base has not was made by us, for this policy and group. */
  boolean oursAlone(String head) throws GitException {
    List<CommitInfo> commits = repository.commitsSince(base, head, MOST_COMMITS);
    return areOurs(commits) || areOursOnAnotherBase(head, commits);
  }

  private boolean areOurs(List<CommitInfo> commits) {
    return commits.size() < MOST_COMMITS && commits.stream().allMatch(this::isOurs);
  }

  private boolean isOurs(CommitInfo commit) {
    return email.equals(commit.committerEmail()) && trailers.mark(commit.message());
  }

  /** Where the base has lost commits that the branch has from it, those are no one's work here. */
  private boolean areOursOnAnotherBase(String head, List<CommitInfo> commits) throws GitException {
    if (commits.isEmpty() || !isOurs(commits.get(0))) {
      return false;
    }
    Optional<String> old = BaseTrailer.of(commits);
    boolean known = old.isPresent() && commits.stream().anyMatch(c -> c.id().equals(old.get()));
    return known && areOurs(repository.commitsSince(old.get(), head, MOST_COMMITS));
  }

  private boolean conflicts(String fork, FileTree branchTree, FileTree baseTree, Edited edited)
      throws GitException {
    if (fork.equals(base)) {
      return false;
    }
    FileTree forkTree = repository.files(fork);
    SortedSet<String> touched = TreeDifference.paths(forkTree, branchTree);
    touched.addAll(edited.files().keySet());
    touched.retainAll(TreeDifference.paths(forkTree, baseTree));
    return !touched.isEmpty();
  }

  /** Where the base has not changed the branch's files, those of base and fork are the same. */
  private static Branch ours(
      String head, FileTree forkTree, FileTree branchTree, FileTree baseTree, Edited edited)
      throws FileTreeException {
    SortedMap<String, byte[]> onTop = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : edited.files().entrySet()) {
      if (!Arrays.equals(file.getValue(), bytes(branchTree, file.getKey()))) {
        onTop.put(file.getKey(), file.getValue());
      }
    }
    for (String path : TreeDifference.paths(forkTree, branchTree)) {
      if (!edited.files().containsKey(path)) {
        byte[] original = bytes(baseTree, path);
        if (original == null) {
          return Branch.of(head, Keeper.OURS, Fit.STALE);
        }
        onTop.put(path, original);
      }
    }
    return new Branch(
        head, Keeper.OURS, onTop.isEmpty() ? Fit.SAME : Fit.BEHIND, onTop, Set.of(), false);
  }

  private static byte[] bytes(FileTree tree, String path) throws FileTreeException {
    Optional<Entry> entry = tree.entry(path).filter(e -> e.type() == Type.FILE);
    return entry.isPresent() ? tree.read(entry.get()) : null;
  }

  /**
   * What to change where people work too. A size that is kept is not written again, so that one
   * that a person set on the branch stays; what is no longer proposed gets the base's size back
   * where the branch still has ours.
   */
  private SortedMap<String, byte[]> onTopOfPeople(
      FileTree branchTree, Edited edited, Judgement judgement) throws FileTreeException {
    Manifests.Edits branch = manifests.of(repository.url(), branchTree);
    List<Placement> wanted = new ArrayList<>();
    edited.proposed().values().stream()
        .filter(p -> !p.candidate().kept())
        .forEach(p -> wanted.add(placements.of(p.candidate().change())));
    wanted.addAll(backToBase(branch, edited, judgement));
    return wanted.isEmpty() ? new TreeMap<>() : branch.apply(wanted).files();
  }

  private Set<WorkloadRef> overruled(FileTree branchTree, Edited edited) throws FileTreeException {
    List<Placement> kept =
        edited.proposed().values().stream()
            .filter(p -> p.candidate().kept())
            .map(p -> placements.of(p.candidate().change()))
            .toList();
    Set<WorkloadRef> overruled = new HashSet<>();
    if (!kept.isEmpty()) {
      manifests
          .of(repository.url(), branchTree)
          .apply(kept)
          .placed()
          .forEach(
              (ref, placed) -> {
                if (placed.changed()) {
                  overruled.add(ref);
                }
              });
    }
    return overruled;
  }

  private List<Placement> backToBase(Manifests.Edits branch, Edited edited, Judgement judgement)
      throws FileTreeException {
    List<Placement> back = new ArrayList<>();
    for (Map.Entry<WorkloadRef, WorkloadProposal> gone : judgement.vanished().entrySet()) {
      List<SizeEdit> original = edited.vanished().get(gone.getKey());
      if (original == null || original.isEmpty()) {
        continue;
      }
      Placement asProposed =
          placements.of(Placements.bare(gone.getKey(), gone.getValue().proposed()));
      ChangedFiles probe = branch.apply(List.of(asProposed));
      boolean stillOurs =
          probe.placed().containsKey(gone.getKey()) && !probe.placed().get(gone.getKey()).changed();
      if (stillOurs) {
        back.add(placements.of(Placements.bare(gone.getKey(), original)));
      }
    }
    return back;
  }
}
