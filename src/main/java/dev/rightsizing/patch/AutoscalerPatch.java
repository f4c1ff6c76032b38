// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.model.ScaleAdvice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The new target of an autoscaler as a JSON Patch (RFC 6902). Its lists have no keys, so it is
 * tested first that the metric is the one that was read.
 */
public final class AutoscalerPatch {
  private final PatchYaml yaml = new PatchYaml();

  /** The patch; empty where no target is to be set, or where its place is not known. */
  public Optional<String> write(ScaleAdvice advice) {
    Target target = advice.target();
    if (advice.decision() != ScaleAdvice.Decision.SCALE_POINT
        || advice.keepingPercent().isEmpty()
        || advice.keepingPercent().get() == target.percent()
        || target.index() == Target.UNKNOWN) {
      return Optional.empty();
    }
    boolean keda = advice.autoscaler().kind().equals(Autoscaling.SCALED_OBJECT);
    int percent = advice.keepingPercent().get();
    return Optional.of(yaml.write(keda ? trigger(target, percent) : metric(target, percent)));
  }

  private static List<Map<String, Object>> metric(Target target, int percent) {
    String source = target.container().isPresent() ? "containerResource" : "resource";
    String base = "/spec/metrics/" + target.index() + "/" + source;
    String value = base + "/target/averageUtilization";
    return List.of(
        operation("test", base + "/name", target.resource().key()),
        operation("test", value, target.percent()),
        operation("replace", value, percent));
  }

  /** KEDA takes text. */
  private static List<Map<String, Object>> trigger(Target target, int percent) {
    String base = "/spec/triggers/" + target.index();
    String value = base + "/metadata/value";
    return List.of(
        operation("test", base + "/type", target.resource().key()),
        operation("test", value, Integer.toString(target.percent())),
        operation("replace", value, Integer.toString(percent)));
  }

  private static Map<String, Object> operation(String op, String path, Object value) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("op", op);
    operation.put("path", path);
    operation.put("value", value);
    return operation;
  }
}
