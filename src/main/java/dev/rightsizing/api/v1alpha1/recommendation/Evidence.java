// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What the figures were computed from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Evidence {

  @JsonPropertyDescription("Where usage was read, without credentials.")
  @Size(max = 2048)
  private String source;

  @JsonPropertyDescription("The PromQL queries as sent.")
  @Size(max = 32)
  private List<String> queries;

  @JsonPropertyDescription("Start of the window.")
  @Pattern(Formats.DATE_TIME)
  private String from;

  @JsonPropertyDescription("End of the window.")
  @Pattern(Formats.DATE_TIME)
  private String to;

  @JsonPropertyDescription("Sample interval.")
  @Pattern(Formats.DURATION)
  private String step;

  @JsonPropertyDescription(
      "How the workload's pods were combined: MaxOverPods, Pooled or MaxOfPods.")
  private Aggregation aggregation;

  @JsonPropertyDescription(
      "Additional evidence that could not be read, such as throttling, and why.")
  @Size(max = 16)
  private List<String> missing;

  @JsonPropertyDescription(
      "Samples dropped because they cannot be usage: above the limit in force or the"
          + " machine's capacity.")
  @Size(max = 512)
  private List<DroppedSamples> dropped;

  public List<DroppedSamples> getDropped() {
    return dropped;
  }

  public void setDropped(List<DroppedSamples> dropped) {
    this.dropped = dropped;
  }

  public List<String> getMissing() {
    return missing;
  }

  public void setMissing(List<String> missing) {
    this.missing = missing;
  }

  public String getSource() {
    return source;
  }

  public void setSource(String source) {
    this.source = source;
  }

  public List<String> getQueries() {
    return queries;
  }

  public void setQueries(List<String> queries) {
    this.queries = queries;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public String getTo() {
    return to;
  }

  public void setTo(String to) {
    this.to = to;
  }

  public String getStep() {
    return step;
  }

  public void setStep(String step) {
    this.step = step;
  }

  public Aggregation getAggregation() {
    return aggregation;
  }

  public void setAggregation(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  /** How a workload's pods were combined. */
  public enum Aggregation {
    MaxOverPods,
    Pooled,
    MaxOfPods
  }
}
