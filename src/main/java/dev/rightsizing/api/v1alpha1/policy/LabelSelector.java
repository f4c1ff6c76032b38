// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A full label selector as Kubernetes defines it; empty matches everything. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LabelSelector {

  @JsonPropertyDescription("Labels that must all be present with these values.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 32)
  private Map<String, String> matchLabels = Map.of();

  @JsonPropertyDescription("Expressions that must all hold.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 32)
  private List<Requirement> matchExpressions = List.of();

  public Map<String, String> getMatchLabels() {
    return matchLabels;
  }

  public void setMatchLabels(Map<String, String> matchLabels) {
    if (matchLabels != null) {
      this.matchLabels = matchLabels;
    }
  }

  public List<Requirement> getMatchExpressions() {
    return matchExpressions;
  }

  public void setMatchExpressions(List<Requirement> matchExpressions) {
    if (matchExpressions != null) {
      this.matchExpressions = matchExpressions;
    }
  }

  /** One expression over one label. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "self.operator in ['In', 'NotIn'] == (has(self.values) && size(self.values) > 0)",
      message = "In and NotIn need values; Exists and DoesNotExist take none")
  public static class Requirement {

    @JsonPropertyDescription("Name of the label.")
    @Required
    @Size(min = 1, max = 317)
    private String key;

    @JsonPropertyDescription(
        "How the label relates to the values: In, NotIn, Exists or DoesNotExist.")
    @Required
    private Operator operator;

    @JsonPropertyDescription("The values for In and NotIn; empty for Exists and DoesNotExist.")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Size(max = 64)
    private List<String> values = List.of();

    public String getKey() {
      return key;
    }

    public void setKey(String key) {
      this.key = key;
    }

    public Operator getOperator() {
      return operator;
    }

    public void setOperator(Operator operator) {
      this.operator = operator;
    }

    public List<String> getValues() {
      return values;
    }

    public void setValues(List<String> values) {
      if (values != null) {
        this.values = values;
      }
    }

    /** What an expression asks of its label. */
    public enum Operator {
      In,
      NotIn,
      Exists,
      DoesNotExist
    }
  }
}
