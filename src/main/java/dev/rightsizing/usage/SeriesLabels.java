// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Labels of a series beside its namespace, pod and container, as far as they mean something (see
 * {@link LabelMeaning}); nearly always none.
 *
 * @param pairs name, value, name, value …, in the order of the answer
 */
public record SeriesLabels(List<String> pairs) {

  /** No label that means anything. */
  public static final SeriesLabels NONE = new SeriesLabels(List.of());

  public SeriesLabels {
    pairs = List.copyOf(pairs);
  }

  /** Labels by name. */
  public static SeriesLabels of(Map<String, String> labels) {
    List<String> pairs = new ArrayList<>();
    labels.forEach(
        (name, value) -> {
          pairs.add(name);
          pairs.add(value);
        });
    return new SeriesLabels(pairs);
  }

  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  /** The value of a label; empty where the series has it not, as Prometheus has it. */
  public String get(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        return pairs.get(i + 1);
      }
    }
    return "";
  }

  /** The same without a label. */
  public SeriesLabels without(String name) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!pairs.get(i).equals(name)) {
        rest.add(pairs.get(i));
        rest.add(pairs.get(i + 1));
      }
    }
    return new SeriesLabels(rest);
  }

  /** Names of the labels. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      names.add(pairs.get(i));
    }
    return names;
  }
}
