// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void changeHasThreeLinesAroundIt() {
    String before = "a\nb\nc\nd\ncpu: 1\nf\ng\nh\ni";
    assertThat(UnifiedDiff.of("x/y.yaml", bytes(before), bytes(before.replace("1", "2"))))
        .isEqualTo(
            """
            diff --git a/x/y.yaml b/x/y.yaml
            --- a/x/y.yaml
            +++ b/x/y.yaml
            @@ -2,7 +2,7 @@
             b
             c
             d
            -cpu: 1
            +cpu: 2
             f
             g
             h
            """);
  }

  @Test
  void newFileComesFromNowhereAndEqualFilesGiveNothing() {
    assertThat(UnifiedDiff.of("n.yaml", null, bytes("a\n")))
        .isEqualTo(
            "diff --git a/n.yaml b/n.yaml\n"
                + "new file mode 100644\n"
                + "--- /dev/null\n"
                + "+++ b/n.yaml\n"
                + "@@ -0,0 +1 @@\n"
                + "+a\n");
    assertThat(UnifiedDiff.of("n.yaml", bytes("a\n"), bytes("a\n"))).isEmpty();
  }
}
