// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Whether the workload is about to be throttled or killed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Risk {

  @JsonPropertyDescription(
      "How bad it is: None, Warning (80 % of a limit), Critical (90 %), Emergency (95 %), or Unknown while it is not watched.")
  private Level level;

  @JsonPropertyDescription("Why, one sentence for each signal.")
  @Size(max = 32)
  private List<String> reasons;

  public Level getLevel() {
    return level;
  }

  public void setLevel(Level level) {
    this.level = level;
  }

  public List<String> getReasons() {
    return reasons;
  }

  public void setReasons(List<String> reasons) {
    this.reasons = reasons;
  }

  /** How bad a risk is. */
  public enum Level {
    None,
    Warning,
    Critical,
    Emergency,
    Unknown
  }
}
