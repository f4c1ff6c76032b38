// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void probe() {
    new io.fabric8.crdv2.generator.CRDGenerator()
        .customResourceClasses(
            dev.rightsizing.api.v1alpha1.RightSizingPolicy.class,
            dev.rightsizing.api.v1alpha1.Recommendation.class)
        .forCRDVersions("v1")
        .withParallelGenerationEnabled(false)
        .inOutputDir(new java.io.File("/tmp/apigen"))
        .generate();
  }
}
