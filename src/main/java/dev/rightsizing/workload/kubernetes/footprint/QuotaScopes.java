// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.footprint;

import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.model.quota.QuotaScope.Kind;
import dev.rightsizing.model.quota.QuotaScope.Operator;
import io.fabric8.kubernetes.api.model.ResourceQuotaSpec;
import io.fabric8.kubernetes.api.model.ScopedResourceSelectorRequirement;
import java.util.ArrayList;
import java.util.List;

/** Reads which pods a ResourceQuota counts, of {@code scopes} and {@code scopeSelector}. */
public final class QuotaScopes {

  private QuotaScopes() {}

  /** All must hold; one that is not known here makes the quota one that cannot be projected. */
  public static List<QuotaScope> of(ResourceQuotaSpec spec) {
    List<QuotaScope> scopes = new ArrayList<>();
    spec.getScopes().forEach(name -> scopes.add(QuotaScope.of(kind(name))));
    if (spec.getScopeSelector() != null) {
      spec.getScopeSelector().getMatchExpressions().forEach(e -> scopes.add(scope(e)));
    }
    return scopes;
  }

  private static QuotaScope scope(ScopedResourceSelectorRequirement expression) {
    List<String> values = expression.getValues() == null ? List.of() : expression.getValues();
    String operator = String.valueOf(expression.getOperator());
    Kind kind = kind(expression.getScopeName());
    return switch (operator) {
      case "In" -> new QuotaScope(kind, Operator.IN, values);
      case "NotIn" -> new QuotaScope(kind, Operator.NOT_IN, values);
      case "Exists" -> new QuotaScope(kind, Operator.EXISTS, values);
      case "DoesNotExist" -> new QuotaScope(kind, Operator.DOES_NOT_EXIST, values);
      default -> QuotaScope.of(Kind.OTHER);
    };
  }

  private static Kind kind(String name) {
    return switch (String.valueOf(name)) {
      case "Terminating" -> Kind.TERMINATING;
      case "NotTerminating" -> Kind.NOT_TERMINATING;
      case "BestEffort" -> Kind.BEST_EFFORT;
      case "NotBestEffort" -> Kind.NOT_BEST_EFFORT;
      case "PriorityClass" -> Kind.PRIORITY_CLASS;
      default -> Kind.OTHER;
    };
  }
}
