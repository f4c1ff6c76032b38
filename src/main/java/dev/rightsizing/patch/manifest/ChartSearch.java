// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.patch.index.ChartFacts;
import dev.rightsizing.patch.index.ObjectFacts;
import dev.rightsizing.patch.index.TemplateFacts;
import dev.rightsizing.patch.index.TreePath;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.ManifestTree.Located;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the values that a chart takes a container's sizes from. */
final class ChartSearch {
  private static final String VALUES = "values.yaml";
  private static final String RESOURCES = "resources";
  private static final String COMPONENT = "app.kubernetes.io/component";
  private static final String CHART_LABEL = "helm.sh/chart";
  private static final String CHART_NAME = "{{ .Chart.Name }}";

  private final ManifestTree tree;
  private final EditedFiles files;
  private final MarkedPlaces places;

  ChartSearch(ManifestTree tree, EditedFiles files, MarkedPlaces places) {
    this.tree = tree;
    this.files = files;
    this.places = places;
  }

  /** Files of values, the one that wins last, and the chart if it is in the repository. */
  private record Values(List<ValuesFile> files, Optional<String> chart) {}

  /**
   * Values in a file.
   *
   * @param holder of the values: the file, or a HelmRelease in it
   * @param above keys from the holder to the values
   * @param shared whether other releases may take them too
   */
  private record ValuesFile(
      String file, YamlText text, YamlMapping holder, List<String> above, boolean shared) {}

  /** The place for a container in the values of its source. */
  Claim claim(ProposedChange change, ManifestSource source, ContainerEdits container)
      throws RefusedException, FileTreeException {
    Values values =
        source.form() == ManifestSource.Form.HELM_RELEASE ? release(change, source) : files(source);
    return claim(change, values, container);
  }

  /** The place for a container of a release whose chart is in the repository; else empty. */
  Optional<Claim> byChart(ProposedChange change, String folder, ContainerEdits container)
      throws RefusedException, FileTreeException {
    String label = change.labels().getOrDefault(CHART_LABEL, "");
    List<String> charts = new ArrayList<>();
    for (String path : tree.in(folder).keySet()) {
      Optional<ChartFacts> chart = tree.facts(path).chart();
      if (chart.filter(c -> label.startsWith(c.name() + "-")).isPresent()) {
        charts.add(TreePath.folder(path));
      }
    }
    if (charts.size() != 1) {
      return Optional.empty();
    }
    ManifestSource source =
        new ManifestSource("", "", charts.get(0), ManifestSource.Form.HELM, List.of());
    return Optional.of(claim(change, files(source), container));
  }

  private Values files(ManifestSource source) throws RefusedException, FileTreeException {
    List<ValuesFile> found = new ArrayList<>();
    Optional<String> chart =
        Optional.of(source.path())
            .filter(path -> tree.facts(TreePath.join(path, "Chart.yaml")).chart().isPresent());
    String defaults = TreePath.join(source.path(), VALUES);
    if (chart.isPresent() && tree.has(defaults) && !source.valueFiles().contains(VALUES)) {
      open(defaults, !source.valueFiles().isEmpty()).ifPresent(found::add);
    }
    for (String file : source.valueFiles()) {
      if (file.contains("://")) {
        continue;
      }
      String path =
          TreePath.resolve(source.path(), file)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          Reason.PATH_REFUSED,
                          "the file of values " + file + " leads out of the repository"));
      if (tree.has(path) || tree.problem(path).isPresent()) {
        open(path, false).ifPresent(found::add);
      }
    }
    return new Values(found, chart);
  }

  /** A file without keys takes none, so another one has to. */
  private Optional<ValuesFile> open(String path, boolean shared)
      throws RefusedException, FileTreeException {
    YamlText text = files.open(path);
    return YamlSearch.root(text).map(root -> new ValuesFile(path, text, root, List.of(), shared));
  }

  private Values release(ProposedChange change, ManifestSource source)
      throws RefusedException, FileTreeException {
    String name = change.owner().name();
    List<Located> releases =
        tree.objects(ObjectFacts.HELM_RELEASE, name).stream()
            .filter(r -> TreePath.isIn(r.file(), source.path()))
            .toList();
    if (releases.size() != 1) {
      throw new RefusedException(
          releases.isEmpty() ? Reason.MANIFEST_NOT_FOUND : Reason.MANIFEST_AMBIGUOUS,
          "below %s stand %d manifests of HelmRelease %s; add spec.git.helmValues to the policy or an edit mark"
              .formatted(
                  source.path().isEmpty() ? "the root" : source.path(), releases.size(), name));
    }
    Located release = releases.get(0);
    YamlText text = files.open(release.file());
    YamlMapping object = YamlSearch.mapping(text, release.object().start()).orElseThrow();
    return new Values(
        List.of(new ValuesFile(release.file(), text, object, List.of("spec", "values"), false)),
        Optional.empty());
  }

  private Claim claim(ProposedChange change, Values values, ContainerEdits container)
      throws RefusedException {
    if (values.files().isEmpty()) {
      throw advice(change, container, "its source has no file of values in this repository", "");
    }
    String last = values.files().get(values.files().size() - 1).file();
    List<String> keys =
        byTemplates(change, values, container)
            .or(() -> byName(change, values, container))
            .orElseThrow(
                () ->
                    advice(
                        change,
                        container,
                        "no key of its values is known to be for the container",
                        last));
    List<Place.Keyed> found = new ArrayList<>();
    for (ValuesFile file : values.files()) {
      found.add(0, MarkedPlaces.keyed(file.file(), file.text(), file.holder(), file.above(), keys));
    }
    PresentEdits present = PresentEdits.of(container.edits(), found);
    Place.Keyed chosen = chosen(values, found, container);
    boolean returns =
        present.needed().stream()
            .filter(e -> e.to().isEmpty())
            .anyMatch(
                e -> found.stream().anyMatch(p -> p != chosen && p.sets(e.resource(), e.bound())));
    if (returns) {
      throw new RefusedException(
          Reason.MANIFEST_NOT_EDITABLE,
          chosen.file(),
          "a quantity of "
              + String.join(".", keys)
              + " is to be taken away, but several files of values set it; take it out by hand");
    }
    return new Claim(
        change.ref(),
        container.name(),
        chosen,
        present.needed(),
        "values " + String.join(".", keys),
        present);
  }

  /** The last file that sets a quantity, but not a chart's defaults where there are others. */
  private static Place.Keyed chosen(
      Values values, List<Place.Keyed> winnerFirst, ContainerEdits container) {
    int count = winnerFirst.size();
    for (int i = 0; i < count; i++) {
      Place.Keyed place = winnerFirst.get(i);
      boolean sets = container.edits().stream().anyMatch(e -> place.sets(e.resource(), e.bound()));
      if (sets && !values.files().get(count - 1 - i).shared()) {
        return place;
      }
    }
    return winnerFirst.get(0);
  }

  /** What the chart's own templates take for a container of this name, if that is one key. */
  private Optional<List<String>> byTemplates(
      ProposedChange change, Values values, ContainerEdits container) {
    if (values.chart().isEmpty()) {
      return Optional.empty();
    }
    String chart =
        tree.facts(TreePath.join(values.chart().get(), "Chart.yaml")).chart().orElseThrow().name();
    Set<String> paths = new LinkedHashSet<>();
    for (String path : tree.in(TreePath.join(values.chart().get(), "templates")).keySet()) {
      Optional<TemplateFacts> template = tree.facts(path).template();
      if (template.isPresent() && template.get().kinds().contains(change.ref().kind().kind())) {
        for (TemplateFacts.Use use : template.get().uses()) {
          String name =
              use.container().replace(CHART_NAME, chart).replace("{{.Chart.Name}}", chart);
          if (name.equals(container.name())) {
            paths.add(use.path());
          }
        }
      }
    }
    return single(paths, change).map(path -> List.of(path.split("\\.")));
  }

  private static Optional<String> single(Set<String> paths, ProposedChange change) {
    if (paths.size() <= 1) {
      return paths.stream().findFirst();
    }
    List<String> named =
        paths.stream()
            .filter(
                path ->
                    names(change, "").stream()
                        .anyMatch(name -> path.equals(name + "." + RESOURCES)))
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  /**
   * A key by the names of workload and container. Where the chart is not here to tell, the values
   * must say what the cluster has, so that a like-named key of something else is not taken.
   */
  private Optional<List<String>> byName(
      ProposedChange change, Values values, ContainerEdits container) {
    List<List<String>> keys = new ArrayList<>();
    for (String name : names(change, container.name())) {
      keys.add(List.of(name, RESOURCES));
    }
    for (String chart : dependencies(values)) {
      names(change, container.name()).forEach(name -> keys.add(List.of(chart, name, RESOURCES)));
      if (names(change, "").contains(chart)) {
        keys.add(List.of(chart, RESOURCES));
      }
    }
    keys.add(List.of(RESOURCES));
    for (List<String> key : keys) {
      List<Place.Keyed> found = new ArrayList<>();
      for (ValuesFile file : values.files()) {
        found.add(
            0, MarkedPlaces.keyed(file.file(), file.text(), file.holder(), file.above(), key));
      }
      PresentEdits present = PresentEdits.of(container.edits(), found);
      if (present.isSet() && present.isKnown()) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Names under which a chart may keep a workload's values. */
  private static Set<String> names(ProposedChange change, String container) {
    Set<String> names = new LinkedHashSet<>();
    String name = change.ref().name();
    names.add(name);
    String release = change.owner().name() + "-";
    if (release.length() > 1 && name.startsWith(release)) {
      names.add(name.substring(release.length()));
    }
    Map<String, String> labels = change.labels();
    Arrays.asList(labels.getOrDefault(COMPONENT, ""), container).stream()
        .filter(text -> !text.isEmpty())
        .forEach(names::add);
    return names;
  }

  private List<String> dependencies(Values values) {
    return values
        .chart()
        .flatMap(c -> tree.facts(TreePath.join(c, "Chart.yaml")).chart())
        .map(ChartFacts::dependencies)
        .orElse(List.of());
  }

  private static RefusedException advice(
      ProposedChange change, ContainerEdits container, String why, String file) {
    WorkloadRef ref = change.ref();
    return new RefusedException(
        Reason.MANIFEST_NOT_FOUND,
        file,
        "%s comes from a Helm chart, and %s; name file and key in spec.git.helmValues, or put the edit mark # {\"$rightsizing\": \"%s/%s/%s:%s\"} beside its resources"
            .formatted(
                ref, why, ref.namespace(), ref.kind().lowerCase(), ref.name(), container.name()));
  }
}
