// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings.HelmValues;
import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.ProposedContainer.Change;
import dev.rightsizing.model.proposal.WorkloadOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A change that a test wants, written as {@code app cpu 1/2 -> 200m/400m}; {@code -} is none. */
final class Wanted {
  private final WorkloadRef ref;
  private final List<ProposedContainer> containers = new ArrayList<>();
  private final List<HelmValues> mappings = new ArrayList<>();
  private Map<String, String> labels = Map.of();
  private WorkloadOwner owner = WorkloadOwner.UNKNOWN;
  private Optional<ManifestSource> source = Optional.empty();
  private String path = "";

  private Wanted(WorkloadRef ref) {
    this.ref = ref;
  }

  /** Of {@code shop/Deployment/checkout}. */
  static Wanted of(String workload, String... changes) {
    String[] parts = workload.split("/");
    Wanted wanted =
        new Wanted(new WorkloadRef(parts[0], WorkloadKind.of(parts[1]).orElseThrow(), parts[2]));
    for (String change : changes) {
      wanted.and(change);
    }
    return wanted;
  }

  private void and(String text) {
    String[] words = text.split(" ");
    boolean init = words[0].startsWith("init:");
    boolean pod = words[0].equals("pod");
    String name = pod ? "" : init ? words[0].substring(5) : words[0];
    ContainerRole role = pod ? ContainerRole.POD : init ? ContainerRole.INIT : ContainerRole.MAIN;
    Resource resource = words[1].equals("cpu") ? Resource.CPU : Resource.MEMORY;
    Change change =
        new Change(
            resource,
            size(resource, words[2]),
            size(resource, words[4]),
            Optional.empty(),
            Optional.empty(),
            "");
    for (int i = 0; i < containers.size(); i++) {
      ProposedContainer there = containers.get(i);
      if (there.name().equals(name) && there.role() == role) {
        List<Change> both = new ArrayList<>(there.resources());
        both.add(change);
        containers.set(i, new ProposedContainer(name, role, both));
        return;
      }
    }
    containers.add(new ProposedContainer(name, role, List.of(change)));
  }

  private static Size size(Resource resource, String text) {
    String[] parts = text.split("/");
    return new Size(amount(resource, parts[0]), amount(resource, parts[1]));
  }

  private static Optional<Amount> amount(Resource resource, String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(Amount.parse(resource, text));
  }

  Wanted source(String folder, ManifestSource.Form form, String... valueFiles) {
    source = Optional.of(new ManifestSource("", "", folder, form, List.of(valueFiles)));
    return this;
  }

  Wanted below(String folder) {
    path = folder;
    return this;
  }

  Wanted labelled(Map<String, String> of) {
    labels = of;
    return this;
  }

  Wanted ownedBy(WorkloadOwner.ManagedBy manager, String name) {
    owner = new WorkloadOwner(manager, name, "", Optional.empty());
    return this;
  }

  Wanted mapping(String file, String keys) {
    mappings.add(new HelmValues(file, keys, Map.of()));
    return this;
  }

  WorkloadRef ref() {
    return ref;
  }

  Placement placement() {
    return new Placement(
        new ProposedChange(
            ref,
            labels,
            owner,
            containers,
            1,
            Optional.empty(),
            Confidence.Level.HIGH,
            "None",
            List.of(),
            "",
            List.of()),
        source,
        path,
        mappings);
  }

  /** What a set of wishes makes of a tree. */
  static ChangedFiles apply(FileTree tree, Wanted... wanted) throws Exception {
    return new ManifestChanges()
        .apply(ManifestTree.of(tree), List.of(wanted).stream().map(Wanted::placement).toList());
  }
}
