// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import dev.rightsizing.telemetry.trace.Tracing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;

/** Keeps the steps that have ended, in the order in which they ended. */
public final class RecordedSteps implements Tracing {
  private final List<Ended> ended = new CopyOnWriteArrayList<>();

  /** A step that has ended. */
  public record Ended(String name, Map<String, Object> attributes, Optional<String> failure) {}

  public List<Ended> ended() {
    return ended;
  }

  /** Those of one name. */
  public List<Ended> ended(String name) {
    return ended.stream().filter(step -> step.name().equals(name)).toList();
  }

  @Override
  public Step begin(String name) {
    return new Open(name);
  }

  @Override
  public Step detail(String name) {
    return new Open(name);
  }

  @Override
  public Step call(String name) {
    return new Open(name);
  }

  @Override
  public ExecutorService carrying(ExecutorService executor) {
    return executor;
  }

  private final class Open implements Step {
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final String name;
    private String failure;

    Open(String name) {
      this.name = name;
    }

    @Override
    public Step with(String attribute, String value) {
      attributes.put(attribute, value);
      return this;
    }

    @Override
    public Step with(String attribute, long value) {
      attributes.put(attribute, value);
      return this;
    }

    @Override
    public Step failed(String reason) {
      failure = reason;
      return this;
    }

    @Override
    public void close() {
      ended.add(new Ended(name, Map.copyOf(attributes), Optional.ofNullable(failure)));
    }
  }
}
