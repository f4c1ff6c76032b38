// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.model.apply.RequestAnnotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks the operator by annotations, under a person's own rights: a merge patch of nothing else.
 *
 * @param clock of this machine, which need not be that of the operator
 */
record Requests(KubernetesClient client, Clock clock) {
  /** As managedFields shows it. */
  private static final String FIELD_MANAGER = "rightsize";

  /**
   * A time for a new request. The operator answers only what is later than what it answered before,
   * so it is later than any, even where this machine's clock is behind.
   */
  Instant time(HasMetadata object) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return Stream.concat(
            Stream.of(
                    RequestAnnotations.APPLY_ONCE,
                    RequestAnnotations.UNDO,
                    RequestAnnotations.RESUMED)
                .map(name -> annotations(object).get(name)),
            Stream.of(answered(object)))
        .flatMap(text -> instant(text).stream())
        .map(earlier -> earlier.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .filter(after -> after.isAfter(now))
        .max(Instant::compareTo)
        .orElse(now);
  }

  private static String answered(HasMetadata object) {
    return object instanceof Recommendation found
            && found.getStatus() != null
            && found.getStatus().getApply() != null
        ? found.getStatus().getApply().getAsked()
        : null;
  }

  /** The annotations of an object; none where it has none. */
  static Map<String, String> annotations(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }

  /** Whether no change of it begins. */
  static boolean isPaused(HasMetadata object) {
    return Boolean.parseBoolean(annotations(object).get(RequestAnnotations.PAUSED));
  }

  /** A time as RFC 3339; empty where there is none that can be read. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Writes annotations; one without a value is removed. */
  void write(HasMetadata object, Map<String, Optional<String>> annotations) {
    ObjectNode patch = new ObjectMapper().createObjectNode();
    ObjectNode values = patch.putObject("metadata").putObject("annotations");
    annotations.forEach((name, value) -> values.put(name, value.orElse(null)));
    client
        .resource(object)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(FIELD_MANAGER)
                .build(),
            patch.toString());
  }
}
