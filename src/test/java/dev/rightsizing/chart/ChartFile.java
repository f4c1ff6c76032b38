// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the chart that are copies of others. */
final class ChartFile {
  static final Path CHART = Path.of("helm/rightsizing-operator");

  private static final String MARK = "# SPDX-License-Identifier: Apache-2.0\n";

  private ChartFile() {}

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A CRD as a template: switched by {@code crds.enabled}, kept by {@code crds.keep}, with the
   * chart's labels.
   */
  static String crdTemplate(String crd) {
    String body = crd.substring(crd.indexOf("apiVersion:"));
    int metadata = body.indexOf("metadata:\n  name: ");
    int end = body.indexOf('\n', metadata + "metadata:\n".length());
    String name = body.substring(metadata, end).substring("metadata:\n  name: ".length()).strip();
    return MARK
        + "# Generated from crds/; run \"make crds\" after a change.\n"
        + "{{- if .Values.crds.enabled }}\n"
        + "{{- $keep := ternary (dict \"helm.sh/resource-policy\" \"keep\") (dict)"
        + " .Values.crds.keep }}\n"
        + body.substring(0, metadata)
        + "metadata:\n  {{- include \"rightsizing.metadata\" (dict \"root\" . \"name\" \""
        + name
        + "\" \"annotations\" $keep) | nindent 2 }}"
        + literal(body.substring(end))
        + "{{- end }}\n";
  }

  /** Text that Helm would take for an action, as text. */
  private static String literal(String text) {
    return text.replaceAll("\\{\\{|\\}\\}", "{{ \"$0\" }}");
  }

  /** The Prometheus rules, from their first group on. */
  static String rules(String rules) {
    return MARK
        + "# A copy of rules/rightsizing.rules.yaml; run \"make crds\" after a change.\n"
        + rules.substring(rules.indexOf("\ngroups:") + 1);
  }
}
