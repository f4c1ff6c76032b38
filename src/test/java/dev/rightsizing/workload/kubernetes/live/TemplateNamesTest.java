// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateNamesTest {
  private static final String TEMPLATE =
      """
      {"metadata": {"labels": {"app": "web"}}, "spec": {
        "initContainers": [{"name": "setup", "image": "setup:1"}],
        "containers": [{"name": "app", "image": "app:1", "env": [],
          "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"cpu": "1"}}}]}}""";

  private static TemplateNames names(String json) {
    return TemplateNames.of(Json.read(json, PodTemplateSpec.class));
  }

  @ParameterizedTest(name = "{0} -> {1}: another release {2}, other sizes {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"app:1\";        \"app:2\";                          true;  false",
        "\"setup:1\";      \"setup:2\";                        true;  false",
        "\"web\";          \"api\";                            false; false",
        "\"env\": [],;     ``;                                 false; false",
        "\"500m\";         \"0.5\";                            false; false",
        "\"1Gi\";          \"1024Mi\";                         false; false",
        "\"500m\";         \"501m\";                           false; true",
        "\"cpu\": \"1\";   \"cpu\": \"2\";                     false; true",
        "\"cpu\": \"1\";   \"memory\": \"2Gi\";                false; true",
        "\"limits\";       \"ephemeral\";                      false; true",
        "\"spec\": {;      \"spec\": {\"resources\": {\"requests\": {\"cpu\": \"2\"}},; false; true",
      })
  void nameWhatCountsAndNothingElse(String from, String to, boolean release, boolean sizes) {
    TemplateNames before = names(TEMPLATE);
    TemplateNames after = names(TEMPLATE.replace(from, to));

    assertThat(TEMPLATE).contains(from);
    assertThat(!after.release().equals(before.release())).isEqualTo(release);
    assertThat(!after.sizes().equals(before.sizes())).isEqualTo(sizes);
  }

  @Test
  void areShortAndTheSameInEveryProcess() {
    assertThat(names(TEMPLATE).release()).matches("[0-9a-f]{10}");
    assertThat(names("{\"spec\": {}}").release()).isEqualTo("e3b0c44298");
    assertThat(names("{}")).isEqualTo(TemplateNames.NONE);
  }
}
