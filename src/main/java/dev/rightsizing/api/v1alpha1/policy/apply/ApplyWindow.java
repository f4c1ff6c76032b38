// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** When changes may begin, by the clocks of a time zone. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ApplyWindow {

  @JsonPropertyDescription("Days on which it opens; every day when absent.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 7)
  private List<Day> days = List.of();

  @JsonPropertyDescription("When it opens, as HH:MM.")
  @Required
  @Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")
  private String from;

  @JsonPropertyDescription("When it closes, as HH:MM; on the next day when it is not after from.")
  @Required
  @Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")
  private String to;

  @JsonPropertyDescription("Name of the time zone, such as Europe/Berlin.")
  @Size(min = 1, max = 64)
  @Pattern("^[A-Za-z][A-Za-z0-9_+/-]*$")
  private String timeZone = "UTC";

  public List<Day> getDays() {
    return days;
  }

  public void setDays(List<Day> days) {
    if (days != null) {
      this.days = days;
    }
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

  public String getTimeZone() {
    return timeZone;
  }

  public void setTimeZone(String timeZone) {
    if (timeZone != null) {
      this.timeZone = timeZone;
    }
  }

  /** A day of the week. */
  public enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun
  }
}
