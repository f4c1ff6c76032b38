// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** How CPU is sized. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = ResourceRule.MIN_UP_TO_MAX,
    message = "cpu.min must not exceed cpu.max (the default of min is 10m)")
public class CpuRule extends ResourceRule {

  @JsonPropertyDescription(
      "How the limit is derived from the request: Keep keeps their ratio, but never goes"
          + " below the peak plus headroom, None sets no limit, EqualRequest sets it to"
          + " the request, NoThrottle picks the limit that would have kept"
          + " throttled periods below 1 %.")
  private Limit limit = Limit.Keep;

  public Limit getLimit() {
    return limit;
  }

  public void setLimit(Limit limit) {
    if (limit != null) {
      this.limit = limit;
    }
  }

  public CpuRule() {
    super(95, 20, "10m");
  }

  @Override
  public String limitName() {
    return limit.name();
  }

  /** How a CPU limit follows the request. */
  public enum Limit {
    Keep,
    None,
    EqualRequest,
    NoThrottle
  }
}
