// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.trace;

import java.util.concurrent.ExecutorService;

/** Without OpenTelemetry. */
final class NoTracing implements Tracing {
  private final Step nothing = new Nothing();

  @Override
  public Step begin(String name) {
    return nothing;
  }

  @Override
  public Step detail(String name) {
    return nothing;
  }

  @Override
  public Step call(String name) {
    return nothing;
  }

  @Override
  public ExecutorService carrying(ExecutorService executor) {
    return executor;
  }

  private static final class Nothing implements Step {
    @Override
    public Step with(String attribute, String value) {
      return this;
    }

    @Override
    public Step with(String attribute, long value) {
      return this;
    }

    @Override
    public Step failed(String reason) {
      return this;
    }

    @Override
    public void close() {
      // There is nothing to end.
    }
  }
}
