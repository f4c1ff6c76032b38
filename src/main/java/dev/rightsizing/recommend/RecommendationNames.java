// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.WorkloadReference;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What a workload's Recommendation is called and labelled with. */
public final class RecommendationNames {
  public static final String POLICY_LABEL = "rightsizing.dev/policy";
  public static final String POLICY_NAMESPACE_LABEL = "rightsizing.dev/policy-namespace";
  public static final String KIND_LABEL = "rightsizing.dev/kind";
  public static final String WORKLOAD_LABEL = "rightsizing.dev/workload";

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int HASH_DIGITS = 10;

  private RecommendationNames() {}

  /** {@code <kind>-<workload>} in lower case, shortened with a hash past 253 characters. */
  public static String name(WorkloadRef ref) {
    return fitted(ref.kind().lowerCase() + "-" + ref.name(), LONGEST_NAME);
  }

  /** A label's value for any name; past 63 characters it ends in a hash. */
  public static String label(String name) {
    return fitted(name, LONGEST_LABEL);
  }

  /**
   * The workload that a Recommendation is about. Its target may be of a kind that is no workload: a
   * ScaledJob, whose Jobs are taken together; then its labels tell.
   */
  public static Optional<WorkloadRef> workload(Recommendation recommendation) {
    WorkloadReference target = recommendation.getSpec().getTarget();
    String namespace = recommendation.getMetadata().getNamespace();
    Optional<WorkloadKind> kind = WorkloadKind.of(target.getKind());
    if (kind.isPresent()) {
      return Optional.of(new WorkloadRef(namespace, kind.get(), target.getName()));
    }
    Map<String, String> labels = recommendation.getMetadata().getLabels();
    if (labels == null || labels.get(WORKLOAD_LABEL) == null) {
      return Optional.empty();
    }
    return WorkloadKind.of(String.valueOf(labels.get(KIND_LABEL)))
        .map(known -> new WorkloadRef(namespace, known, labels.get(WORKLOAD_LABEL)));
  }

  /** The policy that a Recommendation belongs to. */
  public static Policy.Id policy(Recommendation recommendation) {
    String namespace = recommendation.getSpec().getPolicyNamespace();
    return new Policy.Id(
        namespace == null ? recommendation.getMetadata().getNamespace() : namespace,
        recommendation.getSpec().getPolicy());
  }

  private static String fitted(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // A part of a name that begins with the hyphen is none, so no dot may come before it.
    String kept = text.substring(0, longest - HASH_DIGITS - 1).replaceAll("\\.+$", "");
    return kept + "-" + hash(text);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
