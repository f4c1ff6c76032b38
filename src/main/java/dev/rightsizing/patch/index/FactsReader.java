// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a file is. Files that hold no word of interest are not parsed. */
public final class FactsReader {
  private static final Set<String> KUSTOMIZATIONS =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final String CHART = "Chart.yaml";
  private static final String LFS = "version https://git-lfs";
  private static final List<String> KINDS =
      Stream.concat(
              Arrays.stream(WorkloadKind.values()).map(WorkloadKind::kind),
              Stream.of(ObjectFacts.HELM_RELEASE))
          .toList();

  /** Whether a file may be of interest, by its name. */
  public boolean reads(String path) {
    return path.endsWith(".yaml")
        || path.endsWith(".yml")
        || path.endsWith(".json")
        || isKustomization(path);
  }

  /** Whether Kustomize looks for a kustomization under this name. */
  public static boolean isKustomization(String path) {
    return KUSTOMIZATIONS.contains(TreePath.name(path));
  }

  /** What the bytes at a path are. */
  public FileFacts read(String path, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.startsWith(LFS)) {
      return FileFacts.problem(
          "is a pointer to Git LFS, whose file is not in the repository; keep manifests out of"
              + " LFS");
    }
    boolean template = ("/" + path).contains("/templates/") && text.contains("{{");
    if (template) {
      TemplateFacts facts = TemplateFacts.of(text);
      return new FileFacts(
          List.of(),
          MarkFacts.in(text),
          Optional.empty(),
          Optional.empty(),
          Optional.of(facts),
          Optional.empty());
    }
    boolean kustomization = isKustomization(path);
    boolean chart = TreePath.name(path).equals(CHART);
    boolean objects = text.contains("kind") && KINDS.stream().anyMatch(text::contains);
    boolean marks = text.contains(MarkFacts.KEY);
    return kustomization || chart || objects || marks
        ? parse(bytes, text, kustomization, chart)
        : FileFacts.NONE;
  }

  private FileFacts parse(byte[] bytes, String text, boolean kustomization, boolean chart) {
    YamlText file;
    try {
      file = YamlText.parse(bytes);
    } catch (YamlTextException e) {
      return FileFacts.problem("cannot be read: " + e.getMessage());
    }
    List<ObjectFacts> objects = new ArrayList<>();
    for (YamlDocument document : file.documents()) {
      object(file, document.root(), objects);
    }
    Optional<YamlMapping> root =
        file.documents().stream()
            .map(YamlDocument::root)
            .filter(YamlMapping.class::isInstance)
            .map(YamlMapping.class::cast)
            .findFirst();
    return new FileFacts(
        objects,
        MarkFacts.in(text),
        kustomization ? root.map(KustomizationReader::read) : Optional.empty(),
        chart ? root.map(FactsReader::chart) : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static void object(YamlText file, YamlNode node, List<ObjectFacts> objects) {
    if (!(node instanceof YamlMapping mapping)) {
      return;
    }
    String kind = mapping.text("kind").orElse("");
    if (kind.endsWith("List")) {
      mapping
          .sequence("items")
          .map(YamlSequence::items)
          .orElse(List.of())
          .forEach(item -> object(file, item, objects));
      return;
    }
    Optional<YamlMapping> metadata = mapping.mapping("metadata");
    Optional<YamlNode> name = metadata.flatMap(m -> m.get("name"));
    if (!KINDS.contains(kind)
        || name.isEmpty()
        || file.hasTemplate(name.get().start(), name.get().end())) {
      return;
    }
    objects.add(
        new ObjectFacts(
            kind,
            metadata.get().text("name").orElse(""),
            metadata.get().text("namespace").orElse(""),
            WorkloadKind.of(kind).map(k -> whole(file, mapping, k)).orElse(true),
            mapping.start()));
  }

  /** A patch names containers and says nothing of images, mostly. */
  private static boolean whole(YamlText file, YamlMapping object, WorkloadKind kind) {
    return object.mapping("spec").map(s -> s.get("workloadRef").isPresent()).orElse(false)
        || new ContainerFinder(file, object, kind)
            .all().stream().anyMatch(c -> c.container().get("image").isPresent());
  }

  private static ChartFacts chart(YamlMapping root) {
    List<String> dependencies = new ArrayList<>();
    for (YamlNode item : root.sequence("dependencies").map(YamlSequence::items).orElse(List.of())) {
      if (item instanceof YamlMapping dependency) {
        dependency.text("alias").or(() -> dependency.text("name")).ifPresent(dependencies::add);
      }
    }
    return new ChartFacts(root.text("name").orElse(""), dependencies);
  }
}
