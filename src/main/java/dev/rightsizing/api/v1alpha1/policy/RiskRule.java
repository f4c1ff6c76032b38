// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** When saturation counts as a risk. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RiskRule {
  private static final String FOR_RANGE =
      "seconds(self) >= seconds('1m') && seconds(self) <= seconds('24h')";

  @JsonPropertyDescription(
      "Whether an Event is emitted on the workload when a threshold is crossed.")
  private Boolean events = true;

  @JsonPropertyDescription("How often risk is evaluated, from 30s to 1h.")
  @Pattern(Formats.DURATION)
  @ValidationRule(
      value = "seconds(self) >= seconds('30s') && seconds(self) <= seconds('1h')",
      message = "risk.interval must be between 30s and 1h")
  private String interval = "1m";

  @JsonPropertyDescription("When CPU throttling is a risk.")
  private Throttling throttling = new Throttling();

  @JsonPropertyDescription(
      "When CPU starvation is a risk, with or without a CPU limit; where nodes report"
          + " pressure (PSI).")
  private CpuPressure pressure = new CpuPressure();

  @JsonPropertyDescription("When memory near its limit is a risk.")
  private MemoryPressure memory = new MemoryPressure();

  @JsonPropertyDescription(
      "Custom signals in PromQL, each one query per risk interval. Allowed in the operator's"
          + " namespace, and where RIGHTSIZING_RISK_POLICY_QUERIES or"
          + " RIGHTSIZING_RISK_QUERY_ALLOWED_URLS permit it.")
  @Size(max = 8)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private List<RiskQueryRule> signals = new ArrayList<>();

  public Boolean getEvents() {
    return events;
  }

  public void setEvents(Boolean events) {
    if (events != null) {
      this.events = events;
    }
  }

  public String getInterval() {
    return interval;
  }

  public void setInterval(String interval) {
    if (interval != null) {
      this.interval = interval;
    }
  }

  public Throttling getThrottling() {
    return throttling;
  }

  public void setThrottling(Throttling throttling) {
    if (throttling != null) {
      this.throttling = throttling;
    }
  }

  public CpuPressure getPressure() {
    return pressure;
  }

  public void setPressure(CpuPressure pressure) {
    if (pressure != null) {
      this.pressure = pressure;
    }
  }

  public List<RiskQueryRule> getSignals() {
    return signals;
  }

  public void setSignals(List<RiskQueryRule> signals) {
    if (signals != null) {
      this.signals = signals;
    }
  }

  public MemoryPressure getMemory() {
    return memory;
  }

  public void setMemory(MemoryPressure memory) {
    if (memory != null) {
      this.memory = memory;
    }
  }

  /** When CPU throttling is a risk. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static class Throttling {

    @JsonPropertyDescription("Share of the CFS periods in which the container is throttled.")
    @Min(1)
    @Max(100)
    private Integer periodsPercent = 25;

    @JsonProperty("for")
    @JsonPropertyDescription("How long the share must stay over the threshold, from 1m to 24h.")
    @Pattern(Formats.DURATION)
    @ValidationRule(value = FOR_RANGE, message = "risk.throttling.for must be between 1m and 24h")
    private String holdFor = "10m";

    public Integer getPeriodsPercent() {
      return periodsPercent;
    }

    public void setPeriodsPercent(Integer periodsPercent) {
      if (periodsPercent != null) {
        this.periodsPercent = periodsPercent;
      }
    }

    public String getHoldFor() {
      return holdFor;
    }

    public void setHoldFor(String holdFor) {
      if (holdFor != null) {
        this.holdFor = holdFor;
      }
    }
  }

  /** When waiting for CPU is a risk. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static class CpuPressure {

    @JsonPropertyDescription("Share of time in which some task of the container waits for CPU.")
    @Min(1)
    @Max(100)
    private Integer cpuPercent = 25;

    @JsonProperty("for")
    @JsonPropertyDescription("How long the share must stay over the threshold, from 1m to 24h.")
    @Pattern(Formats.DURATION)
    @ValidationRule(value = FOR_RANGE, message = "risk.pressure.for must be between 1m and 24h")
    private String holdFor = "10m";

    public Integer getCpuPercent() {
      return cpuPercent;
    }

    public void setCpuPercent(Integer cpuPercent) {
      if (cpuPercent != null) {
        this.cpuPercent = cpuPercent;
      }
    }

    public String getHoldFor() {
      return holdFor;
    }

    public void setHoldFor(String holdFor) {
      if (holdFor != null) {
        this.holdFor = holdFor;
      }
    }
  }

  /** When memory near its limit is a risk. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static class MemoryPressure {

    @JsonPropertyDescription(
        "Share of the memory limit from which the risk is reported; levels are shown from 80,"
            + " 90 and 95 %.")
    @Min(1)
    @Max(100)
    private Integer limitPercent = 90;

    @JsonPropertyDescription(
        "Memory that has grown steadily for an hour and would reach the limit within this"
            + " many minutes is a risk, from half of the limit on; 0 turns this off.")
    @Min(0)
    @Max(1440)
    private Integer growthMinutes = 240;

    @JsonProperty("for")
    @JsonPropertyDescription("How long the share must stay over the threshold, from 1m to 24h.")
    @Pattern(Formats.DURATION)
    @ValidationRule(value = FOR_RANGE, message = "risk.memory.for must be between 1m and 24h")
    private String holdFor = "5m";

    public Integer getGrowthMinutes() {
      return growthMinutes;
    }

    public void setGrowthMinutes(Integer growthMinutes) {
      if (growthMinutes != null) {
        this.growthMinutes = growthMinutes;
      }
    }

    public Integer getLimitPercent() {
      return limitPercent;
    }

    public void setLimitPercent(Integer limitPercent) {
      if (limitPercent != null) {
        this.limitPercent = limitPercent;
      }
    }

    public String getHoldFor() {
      return holdFor;
    }

    public void setHoldFor(String holdFor) {
      if (holdFor != null) {
        this.holdFor = holdFor;
      }
    }
  }
}
