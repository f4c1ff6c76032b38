// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Counts of one rule, which may be added up over series. */
public final class AlertScore {
  private int alarms;
  private int right;
  private int events;
  private int found;
  private int notifications;
  private long seconds;
  private long secondsOn;
  private long harmed;
  private long harmedOn;
  private final List<Double> leads = new ArrayList<>();

  /** An alarm episode that can be judged. */
  void alarm(boolean isRight) {
    alarms++;
    right += isRight ? 1 : 0;
  }

  /** An event without a warning. */
  void missed() {
    events++;
  }

  /**
   * An event with a warning.
   *
   * @param lead minutes: to the kill, or from the beginning of harm to the alarm
   */
  void found(double lead) {
    events++;
    found++;
    leads.add(lead);
  }

  /** What was watched: seconds in all and in alarm. */
  void watched(AlarmLog log, long step) {
    notifications += log.notifications();
    seconds += log.ticks() * step;
    secondsOn += log.ticksOn() * step;
  }

  /** Seconds of harm, and those of them in alarm. */
  void harm(long all, long on) {
    harmed += all;
    harmedOn += on;
  }

  /** Adds another's counts. */
  public void add(AlertScore other) {
    alarms += other.alarms;
    right += other.right;
    events += other.events;
    found += other.found;
    notifications += other.notifications;
    seconds += other.seconds;
    secondsOn += other.secondsOn;
    harmed += other.harmed;
    harmedOn += other.harmedOn;
    leads.addAll(other.leads);
  }

  /** Alarm episodes that could be judged. */
  public int alarms() {
    return alarms;
  }

  /** Alarm episodes that were right. */
  public int right() {
    return right;
  }

  /** Kills, or episodes of harm. */
  public int events() {
    return events;
  }

  /** Those with an alarm in time. */
  public int found() {
    return found;
  }

  /** Share of alarms that were right; NaN without alarms. */
  public double precision() {
    return alarms == 0 ? Double.NaN : (double) right / alarms;
  }

  /** Share of events with an alarm; NaN without events. */
  public double recall() {
    return events == 0 ? Double.NaN : (double) found / events;
  }

  /** Median lead in minutes; NaN when nothing was found. */
  public double medianLead() {
    return median(leads);
  }

  /** Notifications a container and day. */
  public double notificationsPerDay() {
    return seconds == 0 ? Double.NaN : notifications * 86_400.0 / seconds;
  }

  /** Share of the time in alarm. */
  public double timeOn() {
    return seconds == 0 ? Double.NaN : (double) secondsOn / seconds;
  }

  /** Share of the harmed time that was in alarm. */
  public double harmCovered() {
    return harmed == 0 ? Double.NaN : (double) harmedOn / harmed;
  }

  /** Share of the time in alarm in which there was harm. */
  public double alarmTimeRight() {
    return secondsOn == 0 ? Double.NaN : (double) harmedOn / secondsOn;
  }

  /** The upper of two middles; NaN of nothing. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
