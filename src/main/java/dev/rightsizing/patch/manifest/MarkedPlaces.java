// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.GitSettings.HelmValues;
import dev.rightsizing.patch.edit.SizeEdits;
import dev.rightsizing.patch.index.TreePath;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.ManifestTree.Marked;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Places that a person named: by an edit mark in a file, or by a mapping of the policy. */
final class MarkedPlaces {
  private final ManifestTree tree;
  private final EditedFiles files;

  MarkedPlaces(ManifestTree tree, EditedFiles files) {
    this.tree = tree;
    this.files = files;
  }

  /** What the edit mark of a container stands beside, below a folder. */
  Optional<Place> marked(WorkloadRef ref, String container, String folder)
      throws RefusedException, FileTreeException {
    String workload = ref.namespace() + "/" + ref.kind().lowerCase() + "/" + ref.name();
    List<Marked> marks =
        tree.marks(workload, container).stream()
            .filter(m -> TreePath.isIn(m.file(), folder))
            .toList();
    if (marks.isEmpty()) {
      return Optional.empty();
    }
    if (marks.size() > 1) {
      throw new RefusedException(
          Reason.MANIFEST_AMBIGUOUS,
          marks.get(0).file(),
          "several edit marks name %s:%s, in %s; leave one"
              .formatted(
                  workload,
                  container,
                  marks.stream().map(Marked::file).collect(Collectors.joining(" and "))));
    }
    return Optional.of(beside(marks.get(0)));
  }

  private Place beside(Marked mark) throws RefusedException, FileTreeException {
    YamlText text = files.open(mark.file());
    int start = mark.mark().start();
    boolean alone = text.text(text.lineStart(start), start).isBlank();
    int line = text.line(alone ? text.nextLine(start) : start);
    Optional<YamlSearch.Keyed> key =
        YamlSearch.keyOn(text, line).filter(k -> isHolder(k.entry().value()));
    if (key.isEmpty()) {
      throw new RefusedException(
          Reason.MANIFEST_NOT_EDITABLE,
          mark.file(),
          mark.file()
              + ": the edit mark on line "
              + text.line(start)
              + " does not stand beside a key that has requests and limits; put it on the line of"
              + " resources:");
    }
    YamlMapping holder = key.get().holder();
    List<String> path = List.of(((YamlScalar) key.get().entry().key()).value());
    return new Place.Keyed(mark.file(), holder, path, new SizeEdits(text).present(holder, path));
  }

  private static boolean isHolder(YamlNode value) {
    return !(value instanceof YamlScalar scalar) || scalar.isNull();
  }

  /**
   * What the first mapping names whose file is in the repository.
   *
   * @param mappings those of the policy that count for the workload
   */
  Optional<Place> mapped(WorkloadRef ref, String container, List<HelmValues> mappings)
      throws RefusedException, FileTreeException {
    for (HelmValues mapping : mappings) {
      String file = path(mapping, ref, container);
      if (tree.has(file) || tree.problem(file).isPresent()) {
        List<String> keys =
            Arrays.stream(mapping.path().split("\\."))
                .map(key -> filled(key, ref, container))
                .toList();
        return Optional.of(values(file, List.of(), keys));
      }
    }
    return Optional.empty();
  }

  /** The file of a mapping. */
  static String path(HelmValues mapping, WorkloadRef ref, String container)
      throws RefusedException {
    Optional<String> path = Optional.empty();
    if ((ref.name() + ref.namespace() + container).matches("[A-Za-z0-9.-]*")) {
      path = TreePath.resolve("", filled(mapping.file(), ref, container));
    }
    // A name of two dots would take the place of a folder and climb.
    boolean climbs =
        Arrays.asList(filled(mapping.file(), ref, container).split("/")).contains("..");
    return path.filter(p -> !p.isEmpty() && !climbs)
        .orElseThrow(
            () ->
                new RefusedException(
                    Reason.PATH_REFUSED,
                    "spec.git.helmValues: "
                        + mapping.file()
                        + " is refused for "
                        + ref
                        + ", as it leads out of the repository; write a path from its root without"
                        + " .."));
  }

  private static String filled(String template, WorkloadRef ref, String container) {
    return template
        .replace("{{name}}", ref.name())
        .replace("{{namespace}}", ref.namespace())
        .replace("{{container}}", container);
  }

  /** A path of keys in a file of values. */
  Place.Keyed values(String file, List<String> above, List<String> keys)
      throws RefusedException, FileTreeException {
    YamlText text = files.open(file);
    YamlMapping root =
        YamlSearch.root(text)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Reason.MANIFEST_NOT_EDITABLE,
                        file,
                        file + " holds no keys; write those of the sizes once by hand"));
    return keyed(file, text, root, above, keys);
  }

  /** A path of keys below a mapping. */
  static Place.Keyed keyed(
      String file, YamlText text, YamlMapping holder, List<String> above, List<String> keys) {
    List<String> path = new java.util.ArrayList<>(above);
    path.addAll(keys);
    return new Place.Keyed(file, holder, path, new SizeEdits(text).present(holder, path));
  }
}
