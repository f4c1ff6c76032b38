// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.policy.CpuRule;
import dev.rightsizing.api.v1alpha1.policy.MemoryRule;
import dev.rightsizing.api.v1alpha1.policy.Pricing;
import dev.rightsizing.api.v1alpha1.policy.PrometheusSource;
import dev.rightsizing.api.v1alpha1.policy.RiskRule;
import dev.rightsizing.api.v1alpha1.policy.Target;
import dev.rightsizing.api.v1alpha1.policy.Thresholds;
import dev.rightsizing.api.v1alpha1.policy.Tolerance;
import dev.rightsizing.api.v1alpha1.policy.Window;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplyRule;
import dev.rightsizing.api.v1alpha1.policy.git.GitRule;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;

/** Selects workloads and sets the sizing rules; a new one holds every default. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.mode) || self.mode != 'Propose' || has(self.git)",
    message = "mode Propose needs git: add at least git.repository, or use mode Recommend")
@ValidationRule(
    value = "!has(self.mode) || self.mode != 'Apply' || has(self.apply)",
    message =
        "mode Apply needs apply: add apply (apply: {} has every default), or use mode Recommend")
public class RightSizingPolicySpec {

  @JsonPropertyDescription(
      "What happens with a recommendation: Recommend only records it, Propose also sends it"
          + " to Git as a patch, Apply also changes the workload.")
  private Mode mode = Mode.Recommend;

  @JsonPropertyDescription(
      "If true, the policy is not evaluated and its Recommendations are left unchanged.")
  private Boolean suspend = false;

  @JsonPropertyDescription("How often sizes are computed, from 1m to 7d.")
  @Pattern(Formats.DURATION)
  @ValidationRule(
      value = "seconds(self) >= seconds('1m') && seconds(self) <= seconds('7d')",
      message = "interval must be between 1m and 7d")
  private String interval = "1h";

  @JsonPropertyDescription(
      "Workloads that the policy covers; every workload of its namespace when empty.")
  private Target target = new Target();

  @JsonPropertyDescription(
      "Where usage is read; the source in the operator's configuration when absent.")
  private PrometheusSource prometheus;

  @JsonPropertyDescription("The window of past usage that sizes are computed from.")
  private Window window = new Window();

  @JsonPropertyDescription("How CPU is sized.")
  private CpuRule cpu = new CpuRule();

  @JsonPropertyDescription("How memory is sized.")
  private MemoryRule memory = new MemoryRule();

  @JsonPropertyDescription("How much usage above the size the Adaptive estimator tolerates.")
  private Tolerance tolerance = new Tolerance();

  @JsonPropertyDescription(
      "What happens to a request that an HPA or a ScaledObject scales on: Hold keeps it,"
          + " ScalePoint changes it together with the autoscaler's target, Ignore changes"
          + " it as if there were no autoscaler.")
  private Autoscaler autoscaler = Autoscaler.Hold;

  @JsonPropertyDescription("Thresholds of the verdicts.")
  private Thresholds thresholds = new Thresholds();

  @JsonPropertyDescription("When throttling and memory pressure count as a risk.")
  private RiskRule risk = new RiskRule();

  @JsonPropertyDescription("Prices of resources; by default the nodes' prices, else a list price.")
  private Pricing pricing;

  @JsonPropertyDescription(
      "Where changes are proposed; mode Propose needs it. With mode Apply the same change is proposed too.")
  private GitRule git;

  @JsonPropertyDescription("How workloads are changed; mode Apply needs it.")
  private ApplyRule apply;

  public Mode getMode() {
    return mode;
  }

  public void setMode(Mode mode) {
    if (mode != null) {
      this.mode = mode;
    }
  }

  public Boolean getSuspend() {
    return suspend;
  }

  public void setSuspend(Boolean suspend) {
    if (suspend != null) {
      this.suspend = suspend;
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

  public Target getTarget() {
    return target;
  }

  public void setTarget(Target target) {
    if (target != null) {
      this.target = target;
    }
  }

  public PrometheusSource getPrometheus() {
    return prometheus;
  }

  public void setPrometheus(PrometheusSource prometheus) {
    this.prometheus = prometheus;
  }

  public Window getWindow() {
    return window;
  }

  public void setWindow(Window window) {
    if (window != null) {
      this.window = window;
    }
  }

  public CpuRule getCpu() {
    return cpu;
  }

  public void setCpu(CpuRule cpu) {
    if (cpu != null) {
      this.cpu = cpu;
    }
  }

  public MemoryRule getMemory() {
    return memory;
  }

  public void setMemory(MemoryRule memory) {
    if (memory != null) {
      this.memory = memory;
    }
  }

  public Tolerance getTolerance() {
    return tolerance;
  }

  public void setTolerance(Tolerance tolerance) {
    if (tolerance != null) {
      this.tolerance = tolerance;
    }
  }

  public Autoscaler getAutoscaler() {
    return autoscaler;
  }

  public void setAutoscaler(Autoscaler autoscaler) {
    if (autoscaler != null) {
      this.autoscaler = autoscaler;
    }
  }

  public Thresholds getThresholds() {
    return thresholds;
  }

  public void setThresholds(Thresholds thresholds) {
    if (thresholds != null) {
      this.thresholds = thresholds;
    }
  }

  public RiskRule getRisk() {
    return risk;
  }

  public void setRisk(RiskRule risk) {
    if (risk != null) {
      this.risk = risk;
    }
  }

  public Pricing getPricing() {
    return pricing;
  }

  public void setPricing(Pricing pricing) {
    this.pricing = pricing;
  }

  public GitRule getGit() {
    return git;
  }

  public void setGit(GitRule git) {
    this.git = git;
  }

  public ApplyRule getApply() {
    return apply;
  }

  public void setApply(ApplyRule apply) {
    this.apply = apply;
  }

  /** What happens with a recommendation. */
  public enum Mode {
    Recommend,
    Propose,
    Apply
  }

  /** What happens to a request whose utilization an autoscaler works on. */
  public enum Autoscaler {
    Hold,
    ScalePoint,
    Ignore
  }
}
