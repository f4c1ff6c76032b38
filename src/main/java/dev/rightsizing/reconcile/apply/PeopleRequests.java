// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.apply.ApplyOrder.Requests;
import dev.rightsizing.model.apply.RequestAnnotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what people ask for by annotations. Times count in whole seconds, as they are remembered.
 */
final class PeopleRequests {
  private static final List<String> NAMES =
      List.of(
          RequestAnnotations.APPLY_ONCE,
          RequestAnnotations.UNDO,
          RequestAnnotations.PAUSED,
          RequestAnnotations.RESUMED);

  private PeopleRequests() {}

  /** What is asked of a workload, by its Recommendation and by the policy. */
  static Requests read(HasMetadata recommendation, HasMetadata policy) {
    return new Requests(
        time(recommendation, RequestAnnotations.APPLY_ONCE),
        time(recommendation, RequestAnnotations.UNDO),
        Stream.of(recommendation, policy)
            .flatMap(object -> time(object, RequestAnnotations.RESUMED).stream())
            .max(Instant::compareTo),
        isPaused(recommendation) || isPaused(policy));
  }

  private static boolean isPaused(HasMetadata object) {
    return "true".equals(annotations(object).get(RequestAnnotations.PAUSED));
  }

  /** One that cannot be read asks for nothing. */
  private static Optional<Instant> time(HasMetadata object, String name) {
    try {
      return Optional.ofNullable(annotations(object).get(name))
          .map(text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** All that is asked of an object, to be compared; empty where nothing is. */
  static String text(HasMetadata object) {
    Map<String, String> annotations = annotations(object);
    return NAMES.stream()
        .filter(annotations::containsKey)
        .map(name -> name + "=" + annotations.get(name))
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> annotations(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
  }
}
