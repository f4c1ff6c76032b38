// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagesFreshnessTest {

  @Test
  void theReferenceIsWhatTheCrdsSay() throws IOException {
    GeneratedFile.at("docs/reference.md")
        .holds(ReferencePage.of(CrdFiles.policies(), CrdFiles.recommendations()));
  }

  @Test
  void theSettingsPageIsWhatTheCodeReads() throws IOException {
    GeneratedFile.at("docs/settings.md").holds(SettingsPage.text());
  }

  @Test
  void theCommandsPageIsWhatTheirHelpSays() throws IOException {
    GeneratedFile.at("docs/cli.md").holds(CommandsPage.text());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsInTheTroubleshootingGuide(Reason reason) throws IOException {
    assertThat(Files.readString(Path.of("docs/troubleshooting.md")))
        .contains("`" + reason.text() + "`");
  }
}
