// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.review;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.git.repository.UnifiedDiff;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.FileTree.Entry;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.FolderTree;
import dev.rightsizing.patch.manifest.ManifestChanges;
import dev.rightsizing.patch.manifest.ManifestTree;
import dev.rightsizing.patch.manifest.Placement;
import dev.rightsizing.recommend.ProposedChangeReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes the sizes of Recommendations into the manifests of a folder. */
final class FolderPatch {
  private final Path folder;
  private final Function<Recommendation, Optional<GitSettings>> settings;

  /**
   * @param settings what the Recommendation's policy says of Git; empty where it says nothing
   */
  FolderPatch(Path folder, Function<Recommendation, Optional<GitSettings>> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * What becomes of the folder.
   *
   * @param tree as it is
   * @param changed what changes in it
   * @param left what stays, and why
   * @param rejected how many Recommendations a person does not want
   */
  record Outcome(FolderTree tree, ChangedFiles changed, List<NotProposed> left, int rejected) {

    /** Writes the files, and prints a line each. */
    void write(PrintWriter out) throws CommandException {
      for (Map.Entry<String, byte[]> file : changed.files().entrySet()) {
        try {
          tree.write(file.getKey(), file.getValue());
        } catch (FileTreeException e) {
          throw new CommandException(e.getMessage() + "; check the rights of the directory", e);
        }
        out.println(file.getKey() + ": " + workloads(file.getKey()));
      }
    }

    private String workloads(String file) {
      List<String> of =
          changed.placed().entrySet().stream()
              .filter(p -> p.getValue().changed() && p.getValue().file().equals(file))
              .map(p -> p.getKey().kind().kind() + "/" + p.getKey().name())
              .sorted()
              .toList();
      return of.isEmpty() ? "enters the new patches" : String.join(", ", of);
    }

    /** Prints the change as {@code git apply} takes it. */
    void diff(PrintWriter out) throws CommandException {
      for (Map.Entry<String, byte[]> file : changed.files().entrySet()) {
        Optional<Entry> entry = tree.entry(file.getKey());
        try {
          byte[] before = entry.isPresent() ? tree.read(entry.get()) : null;
          out.print(UnifiedDiff.of(file.getKey(), before, file.getValue()));
        } catch (FileTreeException e) {
          throw new CommandException(e.getMessage() + "; run it again", e);
        }
      }
    }

    /** What was left as it is, a sentence each. */
    List<String> remarks() {
      List<String> remarks = new ArrayList<>();
      changed
          .placed()
          .forEach(
              (ref, placed) ->
                  placed
                      .differs()
                      .ifPresent(text -> remarks.add(ref + ": " + PlainText.line(text))));
      remarks.sort(null);
      for (NotProposed of : left) {
        remarks.add("left " + of.ref() + ": " + PlainText.line(of.message()));
      }
      if (rejected > 0) {
        remarks.add(rejected + " skipped, because a person rejected them");
      }
      return remarks;
    }
  }

  /** Computes the change; nothing is written yet. */
  Outcome of(List<Recommendation> recommendations) throws CommandException {
    List<Placement> placements = new ArrayList<>();
    List<NotProposed> left = new ArrayList<>();
    int rejected = 0;
    for (Recommendation recommendation : recommendations) {
      if (recommendation.getSpec().decisionOrPending() == Decision.Rejected) {
        rejected++;
        continue;
      }
      ProposedChangeReader.Reading reading = new ProposedChangeReader().read(recommendation);
      left.addAll(reading.left());
      reading
          .change()
          .map(
              change ->
                  new Placement(
                      change,
                      change.owner().source(),
                      "",
                      settings
                          .apply(recommendation)
                          .map(GitSettings::helmValues)
                          .orElse(List.of())))
          .ifPresent(placements::add);
    }
    try {
      FolderTree tree = FolderTree.of(folder);
      ChangedFiles changed = new ManifestChanges().apply(ManifestTree.of(tree), placements);
      left.addAll(changed.left());
      return new Outcome(tree, changed, left, rejected);
    } catch (FileTreeException e) {
      throw new CommandException(e.getMessage() + "; check --in", e);
    }
  }
}
