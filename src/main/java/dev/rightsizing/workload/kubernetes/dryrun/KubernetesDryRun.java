// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.ProposedChange;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a change of sizes to the API server as a patch with {@code dryRun=All}, which runs
 * validation, admission and webhooks and stores nothing; then, where that is allowed, a pod of the
 * changed template, as LimitRanges and ResourceQuotas look at pods alone. The API server asks for
 * the same rights as for the change itself, so that nothing is sent that the caller might not do.
 *
 * <p>One serves one pass. Safe for use by several threads.
 */
public final class KubernetesDryRun implements Function<ProposedChange, DryRun> {
  /** Also the name under which the API server would record the change. */
  private static final String FIELD_MANAGER = "rightsizing";

  private static final List<String> ALL = List.of("All");

  /** What a reviewer reads of a refusal. */
  private static final int LONGEST = 500;

  private static final int UNPROCESSABLE = 422;

  private final KubernetesClient client;
  private final Permissions permissions;

  /**
   * @param client left open; with the rights of who asks
   */
  public KubernetesDryRun(KubernetesClient client) {
    this.client = client;
    // In one pass an answer holds to its end.
    this.permissions = new Permissions(client, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  @Override
  public DryRun apply(ProposedChange change) {
    WorkloadRef ref = change.ref();
    if (ref.kind() == WorkloadKind.JOB) {
      return new DryRun.NotTried(
          "the template of a Job cannot be changed, only that of what makes it");
    }
    SizedKind kind = SizedKind.of(ref.kind());
    try {
      if (!permissions.allow("patch", kind.group(), kind.plural(), ref.namespace())) {
        return new DryRun.NotTried(
            "verb patch on %s is not allowed in namespace %s; bind a role with it to have changes tried"
                .formatted(kind.resource(), ref.namespace()));
      }
      return patched(change, kind);
    } catch (KubernetesClientException e) {
      return answer(ref, e);
    }
  }

  private DryRun patched(ProposedChange change, SizedKind kind) {
    WorkloadRef ref = change.ref();
    Resource<GenericKubernetesResource> object =
        client
            .genericKubernetesResources(kind.definition())
            .inNamespace(ref.namespace())
            .withName(ref.name());
    SizePatch patch = new SizePatch(client.getKubernetesSerialization(), change);
    GenericKubernetesResource after;
    if (kind.isBuiltIn()) {
      after = object.patch(context(PatchType.STRATEGIC_MERGE), patch.strategicMerge());
    } else {
      GenericKubernetesResource before = object.get();
      Optional<String> json = before == null ? Optional.empty() : patch.json(before);
      if (json.isEmpty()) {
        return new DryRun.NotTried(
            "%s %s is not there, or has other containers by now"
                .formatted(ref.kind().kind(), ref.name()));
      }
      after = object.patch(context(PatchType.JSON), json.get());
    }
    return pod(ref, after);
  }

  private DryRun pod(WorkloadRef ref, GenericKubernetesResource changed) {
    if (permissions.allow("create", "", "pods", ref.namespace())) {
      Optional<Pod> pod = new TrialPod(client.getKubernetesSerialization()).of(ref, changed);
      if (pod.isPresent()) {
        client.pods().inNamespace(ref.namespace()).resource(pod.get()).dryRun().create();
      }
    }
    return new DryRun.Accepted();
  }

  private static PatchContext context(PatchType type) {
    return new PatchContext.Builder()
        .withPatchType(type)
        .withDryRun(ALL)
        .withFieldManager(FIELD_MANAGER)
        .build();
  }

  private static DryRun answer(WorkloadRef ref, KubernetesClientException e) {
    String words =
        PlainText.line(
            e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage(),
            LONGEST);
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_NOT_FOUND ->
          new DryRun.NotTried(
              "%s %s is not in the cluster".formatted(ref.kind().kind(), ref.name()));
      // A webhook with side effects is not called in a dry run, and then nothing is known.
      case HttpURLConnection.HTTP_BAD_REQUEST ->
          words.contains("does not support dry run")
              ? new DryRun.NotTried(words)
              : new DryRun.Refused(words);
      case HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE -> new DryRun.Refused(words);
      default -> new DryRun.NotTried("the API server does not say: " + words);
    };
  }
}
