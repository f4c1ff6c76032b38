// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** How memory is sized. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = ResourceRule.MIN_UP_TO_MAX,
    message = "memory.min must not exceed memory.max (the default of min is 32Mi)")
@ValidationRule(
    value = "self.percentile >= 50",
    message = "memory.percentile must be at least 50: usage above it would be OOM-killed")
public class MemoryRule extends ResourceRule {

  @JsonPropertyDescription(
      "How the limit is derived from the request: Keep keeps their ratio, but never goes"
          + " below the peak plus headroom, None sets no limit, EqualRequest sets it to"
          + " the request.")
  private Limit limit = Limit.Keep;

  public Limit getLimit() {
    return limit;
  }

  public void setLimit(Limit limit) {
    if (limit != null) {
      this.limit = limit;
    }
  }

  public MemoryRule() {
    super(100, 15, "32Mi");
  }

  @Override
  public String limitName() {
    return limit.name();
  }

  /** How a memory limit follows the request. */
  public enum Limit {
    Keep,
    None,
    EqualRequest
  }
}
