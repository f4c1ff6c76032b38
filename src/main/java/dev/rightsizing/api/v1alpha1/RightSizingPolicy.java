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

/** Says which workloads are looked at and how they are sized. */
@Group("rightsizing.dev")
@Version("v1alpha1")
@Kind("RightSizingPolicy")
@Plural("rightsizingpolicies")
@Singular("rightsizingpolicy")
@ShortNames("rsz")
@Categories("rightsizing")
@AdditionalPrinterColumn(name = "MODE", jsonPath = ".spec.mode")
@AdditionalPrinterColumn(
    name = "WORKLOADS",
    jsonPath = ".status.workloads",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "SAVING", jsonPath = ".status.display.saving")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class RightSizingPolicy
    extends CustomResource<RightSizingPolicySpec, RightSizingPolicyStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;
}
