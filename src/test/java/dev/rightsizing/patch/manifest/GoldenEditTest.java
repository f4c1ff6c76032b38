// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.edit.Refusal;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people write them, before and after. */
class GoldenEditTest {
  private static final List<SizeEdit> EDITS =
      EditedText.edits(
          "app cpu request 182m",
          "app cpu limit -",
          "app memory request 900Mi",
          "app memory limit 1200Mi");

  private final ManifestEditor editor = new ManifestEditor();

  @ParameterizedTest
  @CsvSource({"cronjob, CRONJOB", "anchors, DEPLOYMENT", "list, DEPLOYMENT"})
  void areEditedWhereTheSizesStandAlone(String name, WorkloadKind kind)
      throws IOException, YamlTextException {
    YamlText file = YamlText.parse(read(name + ".before.yaml"));
    YamlMapping object =
        file.documents().stream()
            .flatMap(d -> objects(d.root()))
            .filter(o -> o.text("kind").filter(kind.kind()::equals).isPresent())
            .findFirst()
            .orElseThrow();
    Edited edited = editor.editWorkload(file, object, kind, EDITS);
    assertThat(edited.refused()).isEmpty();
    assertThat(edited.bytes()).asString().isEqualTo(text(name + ".after.yaml"));
  }

  @Test
  void ofAChartAreEditedWhereNoExpressionStands() throws IOException, YamlTextException {
    YamlText file = YamlText.parse(read("chart.before.yaml"));
    Edited edited =
        editor.editWorkload(file, EditedText.root(file), WorkloadKind.DEPLOYMENT, EDITS);
    assertThat(edited.bytes()).asString().isEqualTo(text("chart.after.yaml"));
    assertThat(edited.refused())
        .singleElement()
        .extracting(Refusal::message)
        .isEqualTo(
            "container app: memory on line 25 is the template expression {{ .Values.memory | quote"
                + " }}; set the size where the template takes its values from");
  }

  @Test
  void ofValuesKeepTheirHints() throws IOException, YamlTextException {
    YamlText file = YamlText.parse(read("values.before.yaml"));
    Edited edited = editor.editResources(file, EditedText.root(file), List.of("resources"), EDITS);
    assertThat(edited.bytes()).asString().isEqualTo(text("values.after.yaml"));
  }

  private static Stream<YamlMapping> objects(YamlNode root) {
    return root instanceof YamlMapping mapping
        ? Stream.concat(
            Stream.of(mapping),
            mapping.sequence("items").stream()
                .flatMap(s -> s.items().stream())
                .flatMap(GoldenEditTest::objects))
        : Stream.of();
  }

  @Test
  void keepTheirLineBreaksAndMark() throws IOException, YamlTextException {
    String before = '\uFEFF' + text("cronjob.before.yaml").replace("\n", "\r\n");
    YamlText file = EditedText.parsed(before);
    Edited edited = editor.editWorkload(file, EditedText.root(file), WorkloadKind.CRONJOB, EDITS);
    assertThat(edited.bytes())
        .asString()
        .isEqualTo('\uFEFF' + text("cronjob.after.yaml").replace("\n", "\r\n"));
  }

  private static String text(String name) throws IOException {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = GoldenEditTest.class.getResourceAsStream("golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
