// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments that say where sizes stand. */
class EditMarksTest {
  private static final String MARK = "# {\"$rightsizing\": \"shop/deployment/checkout:app\"}";

  @Test
  void areFoundAtResourcesAtABoundAndAtAQuantity() {
    YamlText file =
        EditedText.parsed(
            """
            # a file
            big:
              sizes: {} # {"$rightsizing": "shop/Deployment/checkout:app"} of the app
            other:
              resources:
                requests: # {"$rightsizing":"shop/cronjob/report.nightly:run:memory"}
                  memory: 1Gi
                limits:
                  cpu: "1"   # { "$rightsizing" : "shop/rollout/front" }
            text: "# {\\"$rightsizing\\": \\"a/deployment/b:c\\"}"
            """);
    EditMarks.Found found = EditMarks.find(file);
    assertThat(found.malformed()).isEmpty();
    assertThat(found.marks())
        .extracting(
            EditMark::kind,
            EditMark::name,
            EditMark::container,
            EditMark::bound,
            EditMark::resource,
            m -> m.place().path(),
            m -> m.place().line())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                WorkloadKind.DEPLOYMENT,
                "checkout",
                "app",
                Optional.empty(),
                Optional.empty(),
                List.of("sizes"),
                3),
            org.assertj.core.groups.Tuple.tuple(
                WorkloadKind.CRONJOB,
                "report.nightly",
                "run",
                Optional.of(Bound.REQUEST),
                Optional.of(Resource.MEMORY),
                List.of(),
                6),
            org.assertj.core.groups.Tuple.tuple(
                WorkloadKind.ROLLOUT,
                "front",
                "",
                Optional.of(Bound.LIMIT),
                Optional.of(Resource.CPU),
                List.of(),
                9));
  }

  @Test
  void sayWhereToEdit() {
    String text = "a:\n  sizes: {} " + MARK + "\nb: 1\n";
    YamlText file = EditedText.parsed(text);
    EditMark mark = EditMarks.find(file).marks().get(0);
    Edited edited =
        new ManifestEditor()
            .editAll(
                file,
                List.of(mark.target(EditedText.edits("app cpu request 1", "other cpu request 2"))));
    assertThat(new String(edited.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("a:\n  sizes: " + MARK + "\n    requests:\n      cpu: 1\nb: 1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {} # {\"$rightsizing\": \"shop/deployment/checkout:app:disk\"}",
        "a: {} # {\"$rightsizing\": \"shop/checkout:app\"}",
        "a: {} # {\"$rightsizing\": shop/deployment/checkout:app}",
        "a: {} # $rightsizing shop/deployment/checkout:app",
        "a: {} # {\"$rightsizing\": \"shop/pod/checkout:app\"}",
        "a: {} # {\"$rightsizing\": \"../deployment/checkout:app\"}",
        "# {\"$rightsizing\": \"shop/deployment/checkout:app\"}\na: {}",
        "a: 5 # {\"$rightsizing\": \"shop/deployment/checkout:app\"}",
        "a: [] # {\"$rightsizing\": \"shop/deployment/checkout:app\"}",
        "limits:\n  cpu: 1 # {\"$rightsizing\": \"shop/deployment/checkout:app:memory\"}",
      })
  void areReportedWhereTheySayNothing(String text) {
    EditMarks.Found found = EditMarks.find(EditedText.parsed(text));
    assertThat(found.marks()).isEmpty();
    assertThat(found.malformed())
        .singleElement()
        .satisfies(m -> assertThat(m.message()).startsWith("the edit mark on line " + m.line()));
  }
}
