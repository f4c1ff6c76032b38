// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.apply.ResizeSupport;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.VersionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSupportTest {

  @ParameterizedTest
  @CsvSource({
    "v1.35.4,         pods/resize, true,  true",
    "v1.34.0-gke.100, pods/resize, true,  true",
    "v1.33.7,         pods/resize, true,  false",
    "v1.32.1,         pods/status, false, false",
    "v1.36.0,         pods/status, false, false",
    "unknown,         pods/resize, true,  false",
  })
  void byDiscoveryAndVersion(String version, String subresource, boolean served, boolean down) {
    APIResourceList core =
        Json.read(
            "{\"resources\": [{\"name\": \"pods\"}, {\"name\": \"" + subresource + "\"}]}",
            APIResourceList.class);
    VersionInfo info = new VersionInfo.Builder().withGitVersion(version).build();

    assertThat(ServerSupport.of(core, info)).isEqualTo(new ResizeSupport(served, down, version));
  }
}
