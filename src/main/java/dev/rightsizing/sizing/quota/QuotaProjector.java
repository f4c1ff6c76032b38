// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaFit;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What every quota will be when all recommendations are applied: what is used now, plus for each
 * workload (recommended - current) x replicas.
 */
public final class QuotaProjector {

  /** A workload with the sizes that it is recommended. */
  public record WorkloadSizing(Workload workload, List<ContainerSizing> containers) {
    public WorkloadSizing {
      containers = List.copyOf(containers);
    }
  }

  /** Each quota line with its projection, where one can be made. */
  public List<QuotaProjection> project(List<Quota> quotas, List<WorkloadSizing> sizings) {
    return quotas.stream().map(quota -> project(quota, sizings)).toList();
  }

  private static QuotaProjection project(Quota quota, List<WorkloadSizing> sizings) {
    if (quota.scoped() || quota.used().isEmpty()) {
      return new QuotaProjection(quota, Optional.empty());
    }
    Amount projected = quota.used().get();
    for (WorkloadSizing sizing : sizings) {
      if (sizing.workload().ref().namespace().equals(quota.namespace())) {
        projected = projected.plus(growth(quota, sizing));
      }
    }
    Amount most = projected.max(Amount.zero(quota.resource()));
    return new QuotaProjection(quota, Optional.of(exact(most)));
  }

  /** What a workload adds to a quota; negative when it gives back. */
  private static Amount growth(Quota quota, WorkloadSizing sizing) {
    return exact(
        total(quota, sizing, ResourceSizing::recommended)
            .minus(total(quota, sizing, ResourceSizing::current))
            .times(sizing.workload().replicas()));
  }

  /** To the quantity that the API server counts: the last bit of a double must not overflow. */
  private static Amount exact(Amount amount) {
    return Amount.parse(amount.resource(), amount.toQuantity());
  }

  private static Amount total(
      Quota quota, WorkloadSizing sizing, Function<ResourceSizing, Size> which) {
    return PodTotal.of(
            sizing.containers(),
            quota.resource(),
            c -> {
              Size size = which.apply(c.of(quota.resource()));
              return quota.onLimits() ? size.limit() : size.request();
            })
        .amount();
  }

  /**
   * Whether a workload's recommendation fits: it does not when it grows in a quota that overflows.
   */
  public QuotaFit fit(WorkloadSizing sizing, List<QuotaProjection> projections) {
    List<String> problems = new ArrayList<>();
    for (QuotaProjection projection : projections) {
      Quota quota = projection.quota();
      if (quota.namespace().equals(sizing.workload().ref().namespace())) {
        overflow(projection, sizing).ifPresent(problems::add);
        missingLimit(quota, sizing).ifPresent(problems::add);
      }
    }
    return problems.isEmpty() ? QuotaFit.FITS : new QuotaFit(false, String.join("; ", problems));
  }

  private static Optional<String> overflow(QuotaProjection projection, WorkloadSizing sizing) {
    Quota quota = projection.quota();
    boolean over =
        projection.projected().isPresent()
            && projection.projected().get().compareTo(quota.hard()) > 0;
    Amount growth = growth(quota, sizing);
    if (!over || growth.value() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        quota.key()
            + " of quota "
            + quota.namespace()
            + "/"
            + quota.name()
            + ": "
            + projection.projected().get().toQuantity()
            + " projected of "
            + quota.hard().toQuantity()
            + " hard, this workload adds "
            + growth.toQuantity());
  }

  /**
   * Under a quota on limits the API server refuses pods of which a container, an init container
   * too, has none. Said only where something changes, because pods that run are left alone.
   */
  private static Optional<String> missingLimit(Quota quota, WorkloadSizing sizing) {
    if (!quota.onLimits() || quota.scoped() || unchanged(sizing)) {
      return Optional.empty();
    }
    return sizing.containers().stream()
        .filter(c -> c.of(quota.resource()).recommended().limit().isEmpty())
        .findFirst()
        .map(
            c ->
                quota.key()
                    + " of quota "
                    + quota.namespace()
                    + "/"
                    + quota.name()
                    + ": container "
                    + c.container().name()
                    + " must have a limit, or its pods are refused");
  }

  private static boolean unchanged(WorkloadSizing sizing) {
    return sizing.containers().stream()
        .flatMap(c -> Stream.of(c.cpu(), c.memory()))
        .allMatch(r -> r.recommended().equals(r.current()));
  }
}
