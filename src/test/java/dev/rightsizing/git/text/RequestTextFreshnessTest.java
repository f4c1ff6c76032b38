// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.crd.GeneratedFile;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The texts of one request, to be read as a reviewer reads them; {@code make crds} writes them. */
class RequestTextFreshnessTest {
  private static final String FOLDER = "src/test/resources/git/text/";

  @Test
  void theBodyIsTheCommittedOne() throws IOException {
    RequestText text = RequestText.of(Contents.shop(), Optional.empty());
    GeneratedFile.at(FOLDER + "shop.md").holds("# " + text.title() + "\n\n" + text.body() + "\n");
  }

  @Test
  void theCommitMessageIsTheCommittedOne() throws IOException {
    GeneratedFile.at(FOLDER + "shop-commit.txt")
        .holds(RequestText.of(Contents.shop(), Optional.empty()).commitMessage());
  }

  @Test
  void theBriefBodyIsTheCommittedOne() throws IOException {
    GeneratedFile.at(FOLDER + "shop-brief.md")
        .holds(RequestText.of(Contents.shop(), Optional.empty()).brief() + "\n");
  }
}
