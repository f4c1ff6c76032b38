// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;

/** How one resource is sized; what differs between CPU and memory is in the subclasses. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public abstract class ResourceRule {

  /** For the rule that the subclasses carry: not judged where one of the two is no quantity. */
  static final String MIN_UP_TO_MAX =
      "!has(self.min) || !has(self.max) || !isQuantity(self.min)"
          + " || !isQuantity(self.max)"
          + " || quantity(self.min).compareTo(quantity(self.max)) <= 0";

  @JsonPropertyDescription(
      "What computes the request: Percentile uses the given percentile and headroom, Adaptive"
          + " picks both from the container's own past so that tolerance holds.")
  private Estimator estimator = Estimator.Percentile;

  @JsonPropertyDescription(
      "The percentile of usage over the window that the request is computed from; 100 is the peak.")
  @Min(1)
  @Max(100)
  private Integer percentile;

  @JsonPropertyDescription("Headroom added to the percentile, in percent of it.")
  @Min(0)
  @Max(1000)
  private Integer headroomPercent;

  @JsonPropertyDescription("Minimum request to recommend, as a quantity.")
  @Pattern(Formats.AMOUNT)
  private String min;

  @JsonPropertyDescription("Maximum request to recommend, as a quantity; unbounded when absent.")
  @Pattern(Formats.AMOUNT)
  private String max;

  public Estimator getEstimator() {
    return estimator;
  }

  public void setEstimator(Estimator estimator) {
    if (estimator != null) {
      this.estimator = estimator;
    }
  }

  public Integer getPercentile() {
    return percentile;
  }

  public void setPercentile(Integer percentile) {
    if (percentile != null) {
      this.percentile = percentile;
    }
  }

  public Integer getHeadroomPercent() {
    return headroomPercent;
  }

  public void setHeadroomPercent(Integer headroomPercent) {
    if (headroomPercent != null) {
      this.headroomPercent = headroomPercent;
    }
  }

  public String getMin() {
    return min;
  }

  public void setMin(String min) {
    if (min != null) {
      this.min = min;
    }
  }

  public String getMax() {
    return max;
  }

  public void setMax(String max) {
    this.max = max;
  }

  /** The limit mode as written in a manifest, whichever resource it is. */
  public abstract String limitName();

  /** What computes a request. */
  public enum Estimator {
    Percentile,
    Adaptive
  }

  /** Sets what the policy leaves open. */
  ResourceRule(int percentile, int headroomPercent, String min) {
    this.percentile = percentile;
    this.headroomPercent = headroomPercent;
    this.min = min;
  }
}
