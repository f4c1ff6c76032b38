// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CrdFreshnessTest {

  @Test
  void committedPolicyCrdIsWhatTheClassesSay() throws IOException {
    GeneratedFile.at("crds/rightsizingpolicies.rightsizing.dev.yaml").holds(CrdFiles.policies());
  }

  @Test
  void committedRecommendationCrdIsWhatTheClassesSay() throws IOException {
    GeneratedFile.at("crds/recommendations.rightsizing.dev.yaml").holds(CrdFiles.recommendations());
  }
}
