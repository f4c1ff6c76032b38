// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.evaluate.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on the terminal's standard error; nothing where there is none. */
final class ProgressLine implements Progress, AutoCloseable {
  private final ProgressBar bar;

  private ProgressLine(ProgressBar bar) {
    this.bar = bar;
  }

  /** A bar when a person looks at it. */
  static ProgressLine onTerminal() {
    return System.console() == null
        ? new ProgressLine(null)
        : new ProgressLine(
            new ProgressBarBuilder()
                .setTaskName("usage")
                .setInitialMax(-1)
                .clearDisplayOnFinish()
                .build());
  }

  @Override
  public void at(String phase, long done, long total) {
    if (bar != null) {
      bar.setExtraMessage(phase);
      bar.maxHint(total);
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
