// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import dev.rightsizing.evaluate.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for a person who waits at a terminal; nothing where there is none. */
public final class ProgressLine implements Progress, AutoCloseable {
  private static final int WIDTH = 80;

  /** Null without a terminal. */
  private final ProgressBar bar;

  private final PrintStream terminal;

  private String phase = "";

  private ProgressLine(ProgressBar bar, PrintStream terminal) {
    this.bar = bar;
    this.terminal = terminal;
  }

  /** A bar on standard error when input and output are a terminal's, so never in a pipe. */
  public static ProgressLine forPerson() {
    return System.console() == null ? new ProgressLine(null, null) : on(System.err);
  }

  /** A bar on a terminal, whatever input and output are. */
  public static ProgressLine on(PrintStream terminal) {
    return new ProgressLine(
        new ProgressBarBuilder()
            .setTaskName("rightsize")
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(
                new DelegatingProgressBarConsumer(text -> terminal.print("\r" + text), WIDTH))
            .hideEta()
            .build(),
        terminal);
  }

  @Override
  public synchronized void at(String name, long done, long total) {
    if (bar == null) {
      return;
    }
    if (!phase.equals(name)) {
      phase = name;
      bar.setExtraMessage(name);
    }
    // Until a phase knows more than begun and ended, the bar only moves to and fro.
    bar.maxHint(total > 1 ? total : -1);
    bar.stepTo(done);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      // The report begins on a clean line.
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
    }
  }
}
