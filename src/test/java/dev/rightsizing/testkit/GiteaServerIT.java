// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiteaServerIT {

  @Test
  void servesRepositoriesRequestsTokensAndSsh(@TempDir Path folder) throws Exception {
    try (GiteaServer gitea = GiteaServer.start(folder)) {
      gitea.user("shop");
      gitea.repository("shop", "deploy");
      gitea.write("shop", "deploy", "main", "apps/checkout.yaml", "a: 1\n");
      gitea.write("shop", "deploy", "change", "apps/checkout.yaml", "a: 2\n");
      gitea.write("shop", "deploy", "change", "apps/new.yaml", "b: 2\n");

      String url =
          gitea
              .api(
                  "shop",
                  "POST",
                  "/repos/shop/deploy/pulls",
                  Map.of("head", "change", "base", "main", "title", "Change"))
              .get("html_url")
              .asText();

      assertThat(url).isEqualTo(gitea.url() + "/shop/deploy/pulls/1");
      assertThat(gitea.token("shop", "write:repository")).hasSize(40);
      assertThat(gitea.knownHosts()).startsWith("[127.0.0.1]:").contains(" ssh-rsa ");
    }
  }
}
