// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.recommend.Conditions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * What a status says, in some hundred bytes, for the question whether another one says anything
 * new. These rules decide what is news:
 *
 * <ul>
 *   <li>Verdicts, levels, names, conditions, present sizes and every field that is not named here
 *       are news with each change.
 *   <li>Recommended sizes are news when they move by more than 1 % and by more than a granule (1m,
 *       1Mi). They are rounded up, so that the least move of the usage may move them by a granule;
 *       under 1 % no pod runs better or worse, and 1,000 writes an hour would say so.
 *   <li>Measured figures and money are news when they move by more than 5 % and by more than a
 *       granule of their own ({@link #GRANULES}): a smaller move changes no decision.
 *   <li>Times of the evaluation, and numbers inside of sentences and patches, are no news: the
 *       first move with each evaluation, the second repeat a figure that has a field of its own.
 * </ul>
 *
 * <p>Each is compared with what was written last, so that a slow drift becomes news once it adds
 * up.
 */
public final class StatusDigest {
  /** A figure that moved by no more than this share of itself is the same. */
  private static final double SHARE = 0.05;

  private static final double SHARE_OF_SIZE = 0.01;

  /** Or by no more than this: cores, bytes, units of the currency, points, replicas, seconds. */
  private static final Map<String, Double> GRANULES =
      Map.ofEntries(
          Map.entry("savings.monthly", 1.0),
          Map.entry("savings.percent", 5.0),
          Map.entry("savings.replicas", 0.5),
          Map.entry("savings.replicasOver", 3600.0),
          Map.entry("confidence.history", 3600.0),
          Map.entry("confidence.coveragePercent", 5.0),
          Map.entry("adaptive.percentile", 5.0),
          Map.entry("adaptive.marginPercent", 5.0),
          Map.entry("adaptive.daysTried", 1.0),
          Map.entry("adaptive.overPercent", 5.0),
          Map.entry("adaptive.slackPercent", 5.0),
          Map.entry("autoscalers.scalePointPercent", 5.0));

  private static final double DUST = 1e-9;
  private static final double CORES = 0.01;
  private static final double BYTES = 10 * Resource.MEMORY.granule();

  /** Amounts of the resource that they are under or called by. */
  private static final Set<String> AMOUNTS =
      Set.of("usage.p95", "usage.max", "usage.mean", "savings.cpu", "savings.memory");

  private static final Set<String> SIZES =
      Set.of(
          "recommended.request",
          "recommended.limit",
          "otherwise.request",
          "otherwise.limit",
          "adaptive.request");

  private static final Set<String> DURATIONS = Set.of("confidence.history", "savings.replicasOver");

  private static final Set<String> SENTENCES =
      Set.of(
          "explanation",
          "message",
          "otherScaling",
          "reasons",
          "patch",
          "strategicMerge",
          "kustomize",
          "jsonPatch");

  /** Parts of a Recommendation's status that evaluations do not write. */
  private static final Set<String> OF_OTHERS = Set.of("risk", "proposal", "apply");

  private static final Set<String> CONDITIONS_OF_OTHERS =
      Set.of(Conditions.AT_RISK, Conditions.APPLIED);

  /** Times of the evaluation, and what follows from another field. */
  private static final Set<String> NO_NEWS =
      Set.of(
          "status.computedAt",
          "evidence.from",
          "evidence.to",
          "evidence.queries",
          "dropped.samples",
          "dropped.greatest",
          "dropped.at",
          "confidence.samples",
          "adaptive.since",
          "resource.utilization",
          "display.saving",
          "display.cpu",
          "display.memory",
          "conditions.lastTransitionTime",
          "conditions.observedGeneration");

  /** A point in time, or a number with its unit, but not the digits of a name. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"
              + "|(?<![\\p{L}\\d_.-])-?\\d(?:[\\p{L}\\d.,:]*[\\p{L}\\d])?(?: ?%)?");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final long exact;
  private final double[] figures;
  private final double[] sizes;

  private StatusDigest(Walk walk) {
    this.exact = walk.hash;
    this.figures = walk.figures.build().toArray();
    this.sizes = walk.sizes.build().toArray();
  }

  /** Of what an evaluation writes: all but the risk, the proposal and the changes. */
  public static StatusDigest ofEvaluation(RecommendationStatus status) {
    return of(
        status,
        name -> !OF_OTHERS.contains(name),
        type -> !CONDITIONS_OF_OTHERS.contains(type),
        true);
  }

  /**
   * Of what the risk evaluation writes. Its words are left out: they follow from the rest but for
   * the last digits.
   */
  public static StatusDigest ofRisk(RecommendationStatus status) {
    return of(status, name -> name.equals("risk"), Conditions.AT_RISK::equals, false);
  }

  /** Of what the quota evaluation writes. */
  public static StatusDigest ofQuotas(RightSizingPolicyStatus status) {
    return of(status, name -> name.equals("quotaRisks"), type -> false, true);
  }

  private static StatusDigest of(
      Object status, Choice properties, Choice conditions, boolean words) {
    Walk walk = new Walk(conditions, words);
    if (status != null) {
      JsonNode tree = JSON.valueToTree(status);
      tree.properties().stream()
          .filter(property -> properties.takes(property.getKey()))
          .forEach(property -> walk.property("status", property.getKey(), property.getValue()));
    }
    return new StatusDigest(walk);
  }

  /** Whether the other says something else; which of them is the new one makes no difference. */
  public boolean differs(StatusDigest other) {
    return exact != other.exact
        || differ(figures, other.figures, SHARE)
        || differ(sizes, other.sizes, SHARE_OF_SIZE);
  }

  private static boolean differ(double[] some, double[] others, double share) {
    if (some.length != others.length) {
      return true;
    }
    for (int i = 0; i < some.length; i++) {
      double greater = Math.max(Math.abs(some[i]), Math.abs(others[i]));
      // A digit of what was divided and is a whole granule may be off.
      if (Math.abs(some[i] - others[i]) > Math.max(1, share * greater) + DUST) {
        return true;
      }
    }
    return false;
  }

  /** A sentence with its numbers taken out. */
  public static String words(String sentence) {
    return NUMBER.matcher(sentence).replaceAll("#");
  }

  @Override
  public String toString() {
    return Long.toHexString(exact) + Arrays.toString(figures) + Arrays.toString(sizes);
  }

  @FunctionalInterface
  private interface Choice {
    boolean takes(String name);
  }

  /** Goes through a status once; figures are kept in granules, all else goes into the hash. */
  private static final class Walk {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Choice conditions;
    private final boolean words;
    private final DoubleStream.Builder figures = DoubleStream.builder();
    private final DoubleStream.Builder sizes = DoubleStream.builder();
    private long hash = FNV_OFFSET;
    private Resource resource = Resource.CPU;

    Walk(Choice conditions, boolean words) {
      this.conditions = conditions;
      this.words = words;
    }

    void property(String parent, String name, JsonNode value) {
      String path = parent + "." + name;
      if (value.isNull()
          || value.isEmpty() && value.isContainerNode()
          || NO_NEWS.contains(path)
          || !words && SENTENCES.contains(name)) {
        return;
      }
      if (name.equals(Resource.CPU.key()) || name.equals(Resource.MEMORY.key())) {
        resource = name.equals(Resource.CPU.key()) ? Resource.CPU : Resource.MEMORY;
      }
      add(name);
      if (value.isValueNode()) {
        leaf(path, name, value.asText());
      } else if (value.isObject()) {
        object(isResource(value) ? "resource" : name, value);
      } else {
        ordered(name, value).forEach(element -> element(name, element));
        add("]");
      }
    }

    /** The API server need not keep the order of a list that several field managers share. */
    private static List<JsonNode> ordered(String name, JsonNode list) {
      List<JsonNode> elements = new ArrayList<>();
      list.forEach(elements::add);
      if (name.equals("conditions")) {
        elements.sort(Comparator.comparing(condition -> condition.path("type").asText()));
      } else if (name.equals("quotaRisks")) {
        elements.sort(Comparator.comparing(JsonNode::toString));
      }
      return elements;
    }

    private static boolean isResource(JsonNode value) {
      return value.has("recommended") && value.has("verdict");
    }

    private void element(String name, JsonNode element) {
      if (element.isValueNode()) {
        leaf(name, name, element.asText());
      } else if (!name.equals("conditions") || conditions.takes(element.path("type").asText())) {
        object(name, element);
      }
    }

    private void object(String name, JsonNode value) {
      Map<String, JsonNode> ordered = new TreeMap<>();
      value.properties().forEach(p -> ordered.put(p.getKey(), p.getValue()));
      ordered.forEach((key, child) -> property(name, key, child));
      add("}");
    }

    private void leaf(String path, String name, String text) {
      OptionalDouble figure = figure(path, text);
      if (figure.isPresent()) {
        (SIZES.contains(path) ? sizes : figures).add(figure.getAsDouble());
      } else {
        add(SENTENCES.contains(name) ? words(text) : text);
      }
    }

    /** In granules; empty for what is no figure, also because another writer left it unreadable. */
    private OptionalDouble figure(String path, String text) {
      try {
        if (SIZES.contains(path)) {
          return OptionalDouble.of(Amount.parse(resource, text).value() / resource.granule());
        }
        if (AMOUNTS.contains(path)) {
          double granule = resource == Resource.CPU ? CORES : BYTES;
          return OptionalDouble.of(Amount.parse(resource, text).value() / granule);
        }
        Double granule = GRANULES.get(path);
        if (granule == null) {
          return OptionalDouble.empty();
        }
        double value =
            DURATIONS.contains(path)
                ? PrometheusDuration.parse(text).toSeconds()
                : Double.parseDouble(text);
        return OptionalDouble.of(value / granule);
      } catch (IllegalArgumentException e) {
        return OptionalDouble.empty();
      }
    }

    private void add(String text) {
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ b) * FNV_PRIME;
      }
      hash = (hash ^ 0xff) * FNV_PRIME;
    }
  }
}
