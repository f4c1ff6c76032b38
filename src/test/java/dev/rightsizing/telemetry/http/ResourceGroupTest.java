// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceGroupTest {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/pods, PODS",
    "/api/v1/namespaces/shop/pods/web-1, PODS",
    "/api/v1/namespaces/shop/pods/web-1/resize, PODS",
    "/api/v1/namespaces, NAMESPACES",
    "/api/v1/namespaces/shop, NAMESPACES",
    "/api/v1/namespaces/pods, NAMESPACES",
    "/apis/apps/v1/deployments, WORKLOADS",
    "/apis/apps/v1/namespaces/shop/statefulsets/db/status, WORKLOADS",
    "/apis/rightsizing.dev/v1alpha1/namespaces/shop/recommendations/deployment-web/status,"
        + " RECOMMENDATIONS",
    "/apis/coordination.k8s.io/v1/namespaces/x/leases/y, LEASES",
    "/apis/authorization.k8s.io/v1/subjectaccessreviews, REVIEWS",
    "/k8s/clusters/c-1/api/v1/nodes, NODES",
    "/apis/example.com/v1/things, OTHER",
    "/apis, OTHER",
    "/version, OTHER",
    "'', OTHER",
  })
  void readsTheResourceFromThePath(String path, ResourceGroup group) {
    assertThat(ResourceGroup.of(path)).isEqualTo(group);
  }
}
