// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.model.PlainText;

/** The workload of a Recommendation, for people: {@code Deployment/checkout}. */
final class Target {
  private Target() {}

  static String of(Recommendation found) {
    var target = found.getSpec().getTarget();
    return PlainText.line(target.getKind() + "/" + target.getName());
  }

  /** {@code shop/deployment-checkout}. */
  static String object(Recommendation found) {
    return found.getMetadata().getNamespace() + "/" + found.getMetadata().getName();
  }
}
