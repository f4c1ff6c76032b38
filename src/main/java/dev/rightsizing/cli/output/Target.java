// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Workload;

/** The workload of a row. */
@JsonPropertyOrder({"kind", "name"})
public record Target(String kind, String name) {
  public Target {
    name = PlainText.line(name);
  }

  static Target of(Workload workload) {
    String title = workload.title();
    int slash = title.indexOf('/');
    return new Target(title.substring(0, slash), title.substring(slash + 1));
  }

  /** {@code Deployment/checkout}. */
  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
