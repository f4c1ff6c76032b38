// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.web.data.WatchedRecords;
import dev.rightsizing.web.server.PageServer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Serves the page beside the controllers, on every replica, where that is set. */
@Singleton
final class PageProcess implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PageProcess.class);

  /** How soon the page notices that the API server is away. */
  private static final long REFRESH_SECONDS = 3;

  private final Settings settings;
  private final Instance<PageServer> server;
  private final Instance<WatchedRecords> records;
  private final DaemonThreads threads;

  PageProcess(
      Settings settings,
      Instance<PageServer> server,
      Instance<WatchedRecords> records,
      DaemonThreads threads) {
    this.settings = settings;
    this.server = server;
    this.records = records;
    this.threads = threads;
  }

  /**
   * Begins, where the page is enabled.
   *
   * @throws IllegalArgumentException when a setting cannot be used
   * @throws IllegalStateException when the port is taken
   */
  void start() {
    if (settings.page().enabled()) {
      server.get().start();
      threads
          .scheduled("page-refresh", 1)
          .scheduleWithFixedDelay(this::refresh, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void refresh() {
    try {
      records.get().refresh();
    } catch (RuntimeException e) {
      // What is thrown here would end the schedule.
      LOG.warnf(e, "the page's data cannot be refreshed");
    }
  }

  @Override
  public void close() {
    if (settings.page().enabled()) {
      server.get().close();
    }
  }
}
