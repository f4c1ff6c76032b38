// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RightTest {

  @Test
  void theChecksAreForTheRightsOfTheOperatorsRole() throws IOException {
    List<HasMetadata> objects =
        new KubernetesSerialization().unmarshal(Files.readString(Path.of("deploy/rbac.yaml")));
    ClusterRole role =
        objects.stream()
            .filter(o -> o instanceof ClusterRole)
            .filter(o -> o.getMetadata().getName().equals("rightsizing-operator"))
            .map(ClusterRole.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(Right.all().stream().map(Right::text).collect(Collectors.toSet()))
        .isEqualTo(texts(role.getRules()));
  }

  private static Set<String> texts(List<PolicyRule> rules) {
    Set<String> texts = new TreeSet<>();
    for (PolicyRule rule : rules) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          for (String verb : rule.getVerbs()) {
            String[] parts = resource.split("/");
            texts.add(
                verb
                    + " "
                    + parts[0]
                    + (group.isEmpty() ? "" : "." + group)
                    + (parts.length > 1 ? "/" + parts[1] : ""));
          }
        }
      }
    }
    return texts;
  }
}
