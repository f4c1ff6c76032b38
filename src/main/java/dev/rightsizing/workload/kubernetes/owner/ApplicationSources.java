// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.ManifestSource;
import dev.rightsizing.model.proposal.ManifestSource.Form;
import dev.rightsizing.workload.GitOpsSources.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an Argo CD Application says of its sources: one, several of which some only lend files of
 * values by {@code ref}, or the dry source of the source hydrator.
 *
 * <p>Source: Argo CD, Application specification, and user guide, "Multiple Sources".
 */
final class ApplicationSources {
  private static final String RESOURCES = "resources";

  /**
   * @param application the object whole
   */
  Answer read(Fields application) {
    String named = "Application " + application.at("metadata", "name").text();
    Fields spec = application.at("spec");
    Fields dry = spec.at("sourceHydrator", "drySource");
    List<Fields> sources =
        dry.isThere()
            ? List.of(dry)
            : spec.at("sources").list().isEmpty()
                ? List.of(spec.at("source"))
                : spec.at("sources").list();
    List<String> types = types(application.at("status"), sources.size());
    Map<String, Fields> refs = new LinkedHashMap<>();
    sources.stream()
        .filter(source -> !source.at("ref").text().isEmpty())
        .forEach(source -> refs.put("$" + source.at("ref").text(), source));
    List<ManifestSource> found = new ArrayList<>();
    List<String> why = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Fields source = sources.get(i);
      if (isHelm(source, types.get(i))) {
        helm(source, refs, named, found, why);
      } else if ("Plugin".equals(types.get(i)) || source.at("plugin").isThere()) {
        why.add(named + " is rendered by a plugin; name the file in the policy's git.path");
      } else if (!source.at("path").text().isEmpty() || refs.isEmpty()) {
        found.add(source(source, Form.MANIFESTS, source.at("path").text(), List.of()));
      }
    }
    found.removeIf(source -> source.repository().isEmpty());
    if (found.isEmpty() && why.isEmpty()) {
      why.add(named + " names no source");
    }
    return new Answer(found, String.join(". ", why));
  }

  private static List<String> types(Fields status, int count) {
    List<String> types = status.at("sourceTypes").texts();
    if (types.size() == count) {
      return types;
    }
    return Collections.nCopies(count, count == 1 ? status.at("sourceType").text() : "");
  }

  private static boolean isHelm(Fields source, String type) {
    return type.equals("Helm")
        || !source.at("chart").text().isEmpty()
        || type.isEmpty() && source.at("helm").isThere();
  }

  /** Files of another repository are named after the chart's, and win over them. */
  private static void helm(
      Fields chart,
      Map<String, Fields> refs,
      String named,
      List<ManifestSource> found,
      List<String> why) {
    if (setsResources(chart.at("helm"))) {
      why.add(
          named
              + " sets resources in its own helm values, which win over files; move them to a file"
              + " of values in Git");
      return;
    }
    List<String> own = new ArrayList<>();
    Map<String, List<String>> lent = new LinkedHashMap<>();
    for (String file : chart.at("helm", "valueFiles").texts()) {
      int end = file.indexOf('/');
      if (file.startsWith("$") && end > 0) {
        lent.computeIfAbsent(file.substring(0, end), ref -> new ArrayList<>())
            .add(RepositoryPath.normal(file.substring(end)));
      } else if (!file.contains("://")) {
        own.add(file);
      }
    }
    List<String> references = new ArrayList<>(lent.keySet());
    Collections.reverse(references);
    for (String reference : references) {
      if (refs.containsKey(reference)) {
        found.add(source(refs.get(reference), Form.HELM, "", lent.get(reference)));
      }
    }
    if (chart.at("chart").text().isEmpty()) {
      String path = RepositoryPath.normal(chart.at("path").text());
      found.add(
          source(
              chart,
              Form.HELM,
              path,
              own.stream()
                  .map(f -> f.startsWith("/") ? RepositoryPath.relative(path, f) : f)
                  .toList()));
    } else if (lent.isEmpty()) {
      why.add(
          named
              + " takes its chart from a chart repository and no values from Git; add a file of"
              + " values as a second source");
    }
  }

  private static boolean setsResources(Fields helm) {
    return helm.at("valuesObject").names(RESOURCES)
        || helm.at("values").text().lines().anyMatch(line -> line.strip().startsWith("resources:"))
        || helm.at("parameters").list().stream()
            .anyMatch(p -> ("." + p.at("name").text()).contains("." + RESOURCES + "."));
  }

  private static ManifestSource source(
      Fields source, Form form, String path, List<String> valueFiles) {
    String revision = source.at("targetRevision").text();
    return new ManifestSource(
        source.at("repoURL").text(),
        revision.equals("HEAD") ? "" : revision,
        RepositoryPath.normal(path),
        form,
        valueFiles);
  }
}
