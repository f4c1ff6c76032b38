// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;

/** What the Adaptive estimator picked, and how that would have done on past days. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AdaptiveEstimate {

  @JsonPropertyDescription(
      "The request by usage alone, before any bound; it is lowered by 10 % or more at a time,"
          + " at most once a day.")
  @Pattern(Formats.AMOUNT)
  private String request;

  @JsonPropertyDescription("When this request was first recommended.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription(
      "Percentile of the weighted past usage that the size corresponds to, rounded; 100 is"
          + " the peak.")
  @Min(0)
  @Max(100)
  private Integer percentile;

  @JsonPropertyDescription("Margin added to the peak, in percent of it, rounded.")
  @Min(0)
  private Integer marginPercent;

  @JsonPropertyDescription(
      "Half-life of the weight of past usage; absent for memory, where the highest peak counts.")
  @Pattern(Formats.DURATION)
  private String halfLife;

  @JsonPropertyDescription("Number of past days in the back-test.")
  @Min(0)
  private Integer daysTried;

  @JsonPropertyDescription(
      "Share of usage above the size on those days, rounded: of samples for CPU, of days for"
          + " memory.")
  @Min(0)
  @Max(100)
  private Integer overPercent;

  @JsonPropertyDescription(
      "Mean share of the size above the P95 of those days, rounded; a day with its P95 above"
          + " the size counts as 0.")
  private Integer slackPercent;

  public String getRequest() {
    return request;
  }

  public void setRequest(String request) {
    this.request = request;
  }

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }

  public Integer getPercentile() {
    return percentile;
  }

  public void setPercentile(Integer percentile) {
    this.percentile = percentile;
  }

  public Integer getMarginPercent() {
    return marginPercent;
  }

  public void setMarginPercent(Integer marginPercent) {
    this.marginPercent = marginPercent;
  }

  public String getHalfLife() {
    return halfLife;
  }

  public void setHalfLife(String halfLife) {
    this.halfLife = halfLife;
  }

  public Integer getDaysTried() {
    return daysTried;
  }

  public void setDaysTried(Integer daysTried) {
    this.daysTried = daysTried;
  }

  public Integer getOverPercent() {
    return overPercent;
  }

  public void setOverPercent(Integer overPercent) {
    this.overPercent = overPercent;
  }

  public Integer getSlackPercent() {
    return slackPercent;
  }

  public void setSlackPercent(Integer slackPercent) {
    this.slackPercent = slackPercent;
  }
}
