// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every source of usage does. A source under test holds, every minute from {@link #START} to
 * {@link #END}: in namespace shop, pod web-1, container app 0.5 cores and 300e6 bytes; in namespace
 * bank, pod x-1, container app 0.25 cores.
 */
public abstract class UsageSourceContract {
  protected static final long END =
      Instant.now().getEpochSecond() / 3600 * 3600; // real servers keep no far past
  protected static final long START = END - 4 * 3600;

  protected abstract UsageSource source() throws Exception;

  private Map<SeriesKey, TreeMap<Long, Double>> read(Resource resource, String... namespaces)
      throws Exception {
    return readPods("", resource, namespaces);
  }

  /** Reads pods whose names match a regular expression, about: a source may give more. */
  protected final Map<SeriesKey, TreeMap<Long, Double>> readPods(
      String pods, Resource resource, String... namespaces) throws Exception {
    Map<SeriesKey, TreeMap<Long, Double>> found = new HashMap<>();
    source()
        .read(
            new UsageQuery(
                resource,
                new TreeSet<>(Set.of(namespaces)),
                Instant.ofEpochSecond(START + 600),
                Instant.ofEpochSecond(END - 600),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                pods),
            (key, seconds, values, count) -> {
              for (int i = 0; i < count; i++) {
                found.computeIfAbsent(key, k -> new TreeMap<>()).put(seconds[i], values[i]);
              }
            });
    return found;
  }

  @Test
  void readsTheContainersOfTheNamespacesThatAreAskedFor() throws Exception {
    assertThat(read(Resource.CPU, "shop")).containsOnlyKeys(new SeriesKey("shop", "web-1", "app"));
    assertThat(read(Resource.CPU, "shop", "bank")).hasSize(2);
    assertThat(read(Resource.MEMORY, "bank")).isEmpty();
    assertThat(read(Resource.CPU, "nowhere")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void podsThatAreAskedForByNameHaveTheSameValuesAsAmongAll(Resource resource) throws Exception {
    SeriesKey web = new SeriesKey("shop", "web-1", "app");

    assertThat(readPods("web-[0-9]+", resource, "shop").get(web))
        .isNotEmpty()
        .isEqualTo(read(resource, "shop").get(web));
  }

  @Test
  void givesAValueForEveryStepOfTheSliceAndNoOther() throws Exception {
    TreeMap<Long, Double> steps =
        read(Resource.CPU, "shop").get(new SeriesKey("shop", "web-1", "app"));

    assertThat(steps).hasSize((int) ((END - START - 1200) / 300 + 1));
    assertThat(steps.firstKey()).isEqualTo(START + 600);
    assertThat(steps.lastKey()).isEqualTo(END - 600);
    assertThat(steps.keySet()).allSatisfy(t -> assertThat(t % 300).isZero());
  }

  @Test
  void givesCoresAndBytes() throws Exception {
    SeriesKey web = new SeriesKey("shop", "web-1", "app");

    assertThat(read(Resource.CPU, "shop").get(web).values())
        .allSatisfy(v -> assertThat(v).isCloseTo(0.5, within(1e-6)));
    assertThat(read(Resource.MEMORY, "shop").get(web).values())
        .allSatisfy(v -> assertThat(v).isEqualTo(300e6));
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void countsWhatItReadAndNamesItsMetric(Resource resource) throws Exception {
    UsageSource source = source();

    ReadReport report =
        source.read(
            new UsageQuery(
                resource,
                new TreeSet<>(Set.of("shop")),
                Instant.ofEpochSecond(START + 600),
                Instant.ofEpochSecond(START + 1200),
                Duration.ofMinutes(5)),
            (key, seconds, values, count) -> {});

    assertThat(report.samples()).isEqualTo(3);
    assertThat(source.metric(resource)).isNotBlank();
    assertThat(source.describe()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void aSignalThatIsNotRecordedHasNoSeriesAndIsNoError(Signal signal) throws Exception {
    List<SeriesKey> seen = new ArrayList<>();

    ReadReport report =
        source()
            .readSignal(
                new SignalQuery(
                    signal, new TreeSet<>(Set.of("shop")), START / 3600, END / 3600 - 1),
                (key, seconds, values, count) -> seen.add(key));

    assertThat(seen).isEmpty();
    assertThat(report.samples()).isZero();
  }

  @Test
  void ownersAndPricesThatAreNotRecordedAreEmpty() throws Exception {
    Instant end = Instant.ofEpochSecond(END);

    assertThat(source().podOwners(Set.of("shop"), end.minusSeconds(3600), end).podOwners())
        .isEmpty();
    assertThat(source().nodePrices(end)).isEmpty();
  }
}
