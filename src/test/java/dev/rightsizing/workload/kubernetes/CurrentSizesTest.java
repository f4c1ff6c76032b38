// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentSizesTest {

  /** Sizes are written {@code request/limit}, each part may be empty. */
  @ParameterizedTest(name = "template {0}, living {1}, default {2}: {3} from {4}")
  @CsvSource({
    "1/2, 3/3, 4/4, 1/2, TEMPLATE",
    "1/,  1/3, 4/4, 1/3, TEMPLATE",
    "1/,  ,    4/4, 1/4, TEMPLATE",
    "1/,  1/,  4/4, 1/,  TEMPLATE",
    "/2,  2/2, 4/4, 2/2, LIMIT",
    "/2,  ,    4/4, 2/2, LIMIT",
    "/,   3/5, 4/4, 3/5, LIMIT_RANGE",
    "/,   ,    4/6, 4/6, LIMIT_RANGE",
    "/,   /,   4/4, /,   NONE",
    "/,   ,    /,   /,   NONE",
  })
  void fillsInWhatTheTemplateLacks(
      String template, String living, String byDefault, String current, SizeOrigin origin) {
    ContainerSpec declared =
        new ContainerSpec(
            "app", ContainerRole.MAIN, 0, Map.of(), Map.of(), Map.of(Resource.CPU, size(template)));
    Map<String, Map<Resource, Size>> pod =
        living == null ? Map.of() : Map.of("app", Map.of(Resource.CPU, size(living)));

    ContainerSpec complete =
        new CurrentSizes(Map.of(Resource.CPU, size(byDefault))).complete(declared, pod);

    assertThat(complete.current(Resource.CPU)).isEqualTo(size(current));
    assertThat(complete.origin(Resource.CPU)).isEqualTo(origin);
    assertThat(complete.declared(Resource.CPU)).isEqualTo(size(template));
  }

  @Test
  void doesNotMixContainers() {
    ContainerSpec declared =
        new ContainerSpec("app", ContainerRole.MAIN, 0, Map.of(), Map.of(), Map.of());
    Map<String, Map<Resource, Size>> pod = Map.of("proxy", Map.of(Resource.CPU, size("3/3")));

    assertThat(new CurrentSizes(Map.of()).complete(declared, pod).current(Resource.CPU))
        .isEqualTo(Size.NONE);
  }

  private static Size size(String text) {
    String[] parts = text.split("/", -1);
    return Size.of(cores(parts[0]), cores(parts[1]));
  }

  private static Amount cores(String text) {
    return text.isEmpty() ? null : Amount.cores(Double.parseDouble(text));
  }
}
