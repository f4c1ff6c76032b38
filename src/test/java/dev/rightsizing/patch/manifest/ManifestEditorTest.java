// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Edits of whole manifests. */
class ManifestEditorTest {
  private final ManifestEditor editor = new ManifestEditor();

  @Test
  void replacesQuantitiesAlone() throws YamlTextException {
    String file =
        """
        kind: Deployment # 😀
        spec:
          template:
            spec:
              containers:
              - name: app
                resources:
                  requests: {cpu: "1",  memory: 1Gi} # both
                  limits:
                    memory: &m '2Gi'   # twice
        """;
    String edited =
        edit(
            file,
            new SizeEdit(
                "app",
                ContainerRole.MAIN,
                Resource.CPU,
                Bound.REQUEST,
                Optional.empty(),
                Optional.of(Amount.cores(0.25))),
            new SizeEdit(
                "app",
                ContainerRole.MAIN,
                Resource.MEMORY,
                Bound.LIMIT,
                Optional.empty(),
                Optional.of(Amount.bytes(3.0 * 1024 * 1024 * 1024))));
    assertThat(edited).isEqualTo(file.replace("\"1\"", "\"250m\"").replace("'2Gi'", "'3Gi'"));
  }

  private String edit(String text, SizeEdit... edits) throws YamlTextException {
    YamlText file = YamlText.parse(text.getBytes(StandardCharsets.UTF_8));
    Edited edited =
        editor.editWorkload(
            file,
            (YamlMapping) file.documents().get(0).root(),
            WorkloadKind.DEPLOYMENT,
            List.of(edits));
    assertThat(edited.refused()).isEmpty();
    return new String(edited.bytes(), StandardCharsets.UTF_8);
  }
}
