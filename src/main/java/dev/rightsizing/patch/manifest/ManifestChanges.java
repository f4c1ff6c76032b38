// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.patch.edit.Refusal;
import dev.rightsizing.patch.manifest.ChangedFiles.Placed;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the sizes of workloads into the files of a repository. Where a container's sizes stand is
 * searched in this order: an edit mark, a mapping of the policy, the GitOps source, the index by
 * kind, name and namespace. The same tree and placements give the same bytes.
 */
public final class ManifestChanges {

  /**
   * The files with the wanted sizes, and what became of each workload.
   *
   * @throws FileTreeException when a file of the tree cannot be read
   */
  public ChangedFiles apply(ManifestTree tree, List<Placement> placements)
      throws FileTreeException {
    EditedFiles files = new EditedFiles(tree);
    OverlayPatches patches = new OverlayPatches(tree, files);
    PlaceSearch search = new PlaceSearch(tree, files, patches);
    List<NotProposed> left = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    List<Placement> sorted = new ArrayList<>(placements);
    sorted.sort(Comparator.comparing(p -> p.change().ref()));
    for (Placement placement : sorted) {
      search.collect(placement, claims, left);
    }
    List<Claim> agreed = new SharedPlaces().agreed(claims, left);
    ClaimWriter writer = new ClaimWriter(files, patches, tree);
    writer.add(agreed);
    patches.enter();
    List<Refusal> refused = new ArrayList<>();
    SortedMap<String, byte[]> edited = files.result(refused);
    patches.write(edited);
    writer.refused(refused, left);
    return new ChangedFiles(edited, placed(agreed, refused), merged(left));
  }

  private static Map<WorkloadRef, Placed> placed(List<Claim> claims, List<Refusal> refused) {
    Map<WorkloadRef, List<Claim>> byWorkload = new TreeMap<>();
    for (Claim claim : claims) {
      if (refused.stream().noneMatch(r -> ClaimWriter.isOf(r, claim))) {
        byWorkload.computeIfAbsent(claim.ref(), k -> new ArrayList<>()).add(claim);
      }
    }
    Map<WorkloadRef, Placed> placed = new LinkedHashMap<>();
    byWorkload.forEach((ref, of) -> placed.put(ref, placed(of)));
    return placed;
  }

  /** The first file that changes stands for all. */
  private static Placed placed(List<Claim> claims) {
    Claim first =
        claims.stream().filter(c -> !c.edits().isEmpty()).findFirst().orElse(claims.get(0));
    String differs =
        claims.stream()
            .flatMap(
                c ->
                    c
                        .present()
                        .differs(c.container())
                        .map(text -> c.place().file() + ": " + text)
                        .stream())
            .distinct()
            .collect(Collectors.joining("; "));
    return new Placed(
        first.place().file(),
        claims.stream().anyMatch(c -> !c.edits().isEmpty()),
        claims.stream().map(Claim::how).distinct().collect(Collectors.joining(", ")),
        differs.isEmpty() ? Optional.empty() : Optional.of(differs),
        claims.stream().flatMap(c -> c.present().found().stream()).toList());
  }

  /** What holds for each container of a workload alike is about the workload as a whole. */
  private static List<NotProposed> merged(List<NotProposed> left) {
    Map<List<Object>, List<NotProposed>> alike = new LinkedHashMap<>();
    left.forEach(
        n ->
            alike
                .computeIfAbsent(List.of(n.ref(), n.reason(), n.message()), k -> new ArrayList<>())
                .add(n));
    return alike.values().stream()
        .map(
            of ->
                of.size() == 1
                    ? of.get(0)
                    : new NotProposed(
                        of.get(0).ref(),
                        Optional.empty(),
                        of.get(0).file(),
                        of.get(0).reason(),
                        of.get(0).message()))
        .sorted(Comparator.comparing(NotProposed::ref).thenComparing(NotProposed::message))
        .toList();
  }
}
