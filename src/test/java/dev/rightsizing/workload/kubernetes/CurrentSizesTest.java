// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.RunningSize;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentSizesTest {

  /** Sizes are written {@code request/limit}, each part may be empty. */
  @ParameterizedTest(name = "template {0}, pods {1}, default {2}: {3} from {4}, a new pod {5}")
  @CsvSource({
    // The pods say all; that they differ from the template says where they have it from.
    "1/2, 3/3, 4/4, 3/3, PODS,        1/2",
    "1/,  1/3, 4/4, 1/3, TEMPLATE,    1/4",
    "1/,  ,    4/4, 1/4, TEMPLATE,    1/4",
    "1/,  1/,  4/4, 1/,  TEMPLATE,    1/4",
    "/2,  2/2, 4/4, 2/2, LIMIT,       2/2",
    "/2,  1/2, 4/4, 1/2, PODS,        2/2",
    "/2,  ,    4/4, 2/2, LIMIT,       2/2",
    "/,   3/5, 4/4, 3/5, LIMIT_RANGE, 4/4",
    "/,   ,    4/6, 4/6, LIMIT_RANGE, 4/6",
    "/,   /,   4/4, /,   NONE,        4/4",
    "/,   ,    /,   /,   NONE,        /",
  })
  void takesWhatThePodsSayAndWithoutPodsTheTemplate(
      String template,
      String pods,
      String byDefault,
      String current,
      SizeOrigin origin,
      String next) {
    ContainerSpec declared =
        new ContainerSpec(
            "app", ContainerRole.MAIN, 0, Map.of(), Map.of(), Map.of(Resource.CPU, size(template)));

    ContainerSpec complete =
        new CurrentSizes(Map.of(Resource.CPU, size(byDefault)))
            .complete(declared, pods == null ? List.of() : List.of(pods("app", pods, 1)));

    assertThat(complete.current(Resource.CPU)).isEqualTo(size(current));
    assertThat(complete.origin(Resource.CPU)).isEqualTo(origin);
    assertThat(complete.template(Resource.CPU)).isEqualTo(size(next));
    assertThat(complete.declared(Resource.CPU)).isEqualTo(size(template));
  }

  @Test
  void countsThePodsOfEachSizeTheMostFrequentFirst() {
    ContainerSpec declared =
        new ContainerSpec(
            "app", ContainerRole.MAIN, 0, Map.of(), Map.of(), Map.of(Resource.CPU, size("1/")));

    ContainerSpec complete =
        new CurrentSizes(Map.of())
            .complete(
                declared,
                List.of(pods("app", "1/", 1), pods("app", "2/", 3), pods("log", "4/", 9)));

    assertThat(complete.running(Resource.CPU))
        .containsExactly(new RunningSize(size("2/"), 3), new RunningSize(size("1/"), 1));
    assertThat(complete.current(Resource.CPU)).isEqualTo(size("2/"));
    assertThat(complete.drifts(Resource.CPU)).isTrue();
  }

  @Test
  void whileAsManyPodsAreOfEitherSizeTheTemplatesCounts() {
    ContainerSpec declared =
        new ContainerSpec(
            "app", ContainerRole.MAIN, 0, Map.of(), Map.of(), Map.of(Resource.CPU, size("1/")));

    ContainerSpec complete =
        new CurrentSizes(Map.of())
            .complete(declared, List.of(pods("app", "2/", 2), pods("app", "1/", 2)));

    assertThat(complete.current(Resource.CPU)).isEqualTo(size("1/"));
  }

  @Test
  void doesNotMixContainers() {
    ContainerSpec declared =
        new ContainerSpec("app", ContainerRole.MAIN, 0, Map.of(), Map.of(), Map.of());

    assertThat(
            new CurrentSizes(Map.of())
                .complete(declared, List.of(pods("proxy", "3/3", 1)))
                .current(Resource.CPU))
        .isEqualTo(Size.NONE);
  }

  private static RunningPods pods(String container, String size, int count) {
    return new RunningPods(Map.of(container, Map.of(Resource.CPU, size(size))), Map.of(), count);
  }

  private static Size size(String text) {
    String[] parts = text.split("/", -1);
    return Size.of(cores(parts[0]), cores(parts[1]));
  }

  private static Amount cores(String text) {
    return text.isEmpty() ? null : Amount.cores(Double.parseDouble(text));
  }
}
