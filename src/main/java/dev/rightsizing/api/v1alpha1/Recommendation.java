// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Says for one workload what it should ask for, and why. */
@Group("rightsizing.dev")
@Version("v1alpha1")
@Kind("Recommendation")
@Plural("recommendations")
@Singular("recommendation")
@ShortNames("rszrec")
@Categories("rightsizing")
@AdditionalPrinterColumn(name = "TARGET", jsonPath = ".status.display.target")
@AdditionalPrinterColumn(name = "CPU", jsonPath = ".status.display.cpu")
@AdditionalPrinterColumn(name = "MEMORY", jsonPath = ".status.display.memory")
@AdditionalPrinterColumn(name = "SAVING", jsonPath = ".status.display.saving")
@AdditionalPrinterColumn(name = "RISK", jsonPath = ".status.risk.level")
@AdditionalPrinterColumn(name = "CONFIDENCE", jsonPath = ".status.confidence.level")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "REPLICAS",
    jsonPath = ".status.replicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(name = "VERDICTS", jsonPath = ".status.display.verdicts", priority = 1)
@AdditionalPrinterColumn(name = "APPLY", jsonPath = ".status.apply.state", priority = 1)
public class Recommendation extends CustomResource<RecommendationSpec, RecommendationStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
