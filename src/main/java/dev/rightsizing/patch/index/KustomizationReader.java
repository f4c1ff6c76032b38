// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import dev.rightsizing.patch.index.KustomizationFacts.PatchFacts;
import dev.rightsizing.patch.index.KustomizationFacts.PatchList;
import dev.rightsizing.patch.index.KustomizationFacts.Target;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a kustomization.yaml. */
final class KustomizationReader {
  private KustomizationReader() {}

  static KustomizationFacts read(YamlMapping root) {
    List<String> resources = texts(root, "resources");
    resources.addAll(texts(root, "bases"));
    List<PatchFacts> patches = new ArrayList<>();
    for (PatchList list : PatchList.values()) {
      for (YamlNode item : items(root, list.key())) {
        patch(list, item).ifPresent(patches::add);
      }
    }
    return new KustomizationFacts(
        root.text("kind").filter("Component"::equals).isPresent(),
        root.text("namespace").orElse(""),
        root.text("namePrefix").orElse(""),
        root.text("nameSuffix").orElse(""),
        resources,
        texts(root, "components"),
        patches);
  }

  private static Optional<PatchFacts> patch(PatchList list, YamlNode item) {
    if (item instanceof YamlScalar scalar) {
      boolean inline = scalar.value().contains("\n");
      return Optional.of(
          new PatchFacts(
              list,
              inline ? "" : scalar.value(),
              inline ? scalar.content() : -1,
              Optional.empty()));
    }
    if (!(item instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    Optional<Target> target = mapping.mapping("target").map(KustomizationReader::target);
    return mapping
        .text("path")
        .map(path -> new PatchFacts(list, path, -1, target))
        .or(
            () ->
                mapping
                    .get("patch")
                    .map(patch -> new PatchFacts(list, "", patch.content(), target)));
  }

  private static Target target(YamlMapping target) {
    return new Target(
        target.text("kind").orElse(""),
        target.text("name").orElse(""),
        target.text("namespace").orElse(""),
        target.get("labelSelector").isPresent() || target.get("annotationSelector").isPresent());
  }

  private static List<String> texts(YamlMapping root, String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(root, key)) {
      if (item instanceof YamlScalar scalar) {
        texts.add(scalar.value());
      }
    }
    return texts;
  }

  private static List<YamlNode> items(YamlMapping root, String key) {
    return root.sequence(key).map(YamlSequence::items).orElse(List.of());
  }
}
