// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.steps.WatchedRecommendations;
import dev.rightsizing.watch.CacheView;
import dev.rightsizing.watch.Watched;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplyRecommendationsTest {
  private static final Policy.Id POLICY = new Policy.Id("shop", "careful");
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final List<Recommendation> cached = new ArrayList<>();
  private final List<Recommendation> onServer = new ArrayList<>();
  private boolean watching = true;
  private int lists;
  private int reads;
  private ApplyRecommendations recommendations;

  @BeforeEach
  void start() {
    recommendations =
        new ApplyRecommendations(
            Optional.of(
                new WatchedRecommendations<>(
                    scope -> new Cached(),
                    Function.identity(),
                    new ReconcileSettings("system", Set.of(), Duration.ofSeconds(1), 1),
                    CLOCK)),
            policy -> {
              lists++;
              return List.copyOf(onServer);
            },
            copy -> {
              reads++;
              return onServer.stream()
                  .filter(o -> o.getMetadata().getUid().equals(copy.getMetadata().getUid()))
                  .findFirst();
            });
    cached.add(recommendation("a", "5"));
    cached.add(recommendation("b", "6"));
    onServer.add(recommendation("a", "5"));
    onServer.add(recommendation("b", "6"));
  }

  private final class Cached implements Watched<Recommendation> {
    @Override
    public Optional<CacheView<Recommendation>> current(Instant now) {
      return watching ? Optional.of(new View()) : Optional.empty();
    }

    @Override
    public Optional<CacheView<Recommendation>> peek(Instant now) {
      return current(now);
    }

    @Override
    public Optional<Throwable> fault() {
      return Optional.empty();
    }
  }

  private final class View implements CacheView<Recommendation> {
    @Override
    public List<Recommendation> in(String namespace) {
      return cached.stream().filter(r -> r.getMetadata().getNamespace().equals(namespace)).toList();
    }

    @Override
    public List<Recommendation> all() {
      return cached;
    }
  }

  private static Recommendation recommendation(String name, String version) {
    Recommendation object = new Recommendation();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName(name)
            .withUid("uid-" + name)
            .withResourceVersion(version)
            .addToLabels(RecommendationNames.POLICY_LABEL, "careful")
            .addToLabels(RecommendationNames.POLICY_NAMESPACE_LABEL, "shop")
            .build());
    return object;
  }

  private List<String> versions() {
    return recommendations.apply(POLICY).stream()
        .map(r -> r.getMetadata().getName() + r.getMetadata().getResourceVersion())
        .toList();
  }

  @Test
  void theFirstPassListsAndLaterOnesCostNothing() {
    assertThat(versions()).containsExactly("a5", "b6");
    assertThat(versions()).containsExactly("a5", "b6");
    assertThat(versions()).containsExactly("a5", "b6");

    assertThat(lists).isEqualTo(1);
    assertThat(reads).isZero();
  }

  @Test
  void aCopyThatIsOlderThanOurOwnWriteIsReadAgain() {
    versions();
    onServer.set(0, recommendation("a", "10"));
    recommendations.wrote(cached.get(0), "10");

    assertThat(versions()).containsExactly("a10", "b6");
    assertThat(reads).isEqualTo(1);

    cached.set(0, recommendation("a", "11"));
    assertThat(versions()).containsExactly("a11", "b6");
    assertThat(versions()).containsExactly("a11", "b6");
    assertThat(reads).isEqualTo(1);
    assertThat(lists).isEqualTo(1);
  }

  @Test
  void oneThatIsGoneIsLeftOut() {
    versions();
    recommendations.wrote(cached.get(0), "10");
    onServer.remove(0);

    assertThat(versions()).containsExactly("b6");
  }

  @Test
  void aWriteOfUnknownVersionHasTheNextPassList() {
    versions();
    recommendations.wrote(cached.get(0), "");

    assertThat(versions()).containsExactly("a5", "b6");
    assertThat(lists).isEqualTo(2);
  }

  @Test
  void withoutAWatchEveryPassLists() {
    watching = false;
    versions();
    versions();

    assertThat(lists).isEqualTo(2);
  }

  @Test
  void aPolicyMadeAnewBeginsAnew() {
    versions();
    recommendations.forget(POLICY);
    versions();

    assertThat(lists).isEqualTo(2);
  }

  @Test
  void othersOfTheNamespaceAreNotOfThePolicy() {
    versions();
    Recommendation other = recommendation("c", "7");
    other.getMetadata().getLabels().put(RecommendationNames.POLICY_LABEL, "another");
    cached.add(other);

    assertThat(versions()).containsExactly("a5", "b6");
  }
}
