// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.risk.AlertScore;
import dev.rightsizing.backtest.risk.MemoryReplay;
import dev.rightsizing.backtest.risk.ScoreBoard;
import dev.rightsizing.backtest.risk.ScoreBoard.Case;
import dev.rightsizing.backtest.risk.ThrottlingReplay;
import dev.rightsizing.backtest.risk.TimeToLimitAccuracy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Puts the figures of a tournament into tables; "-" is what there is no figure of. */
final class RiskTables {
  private static final String DAY = MemoryReplay.truth(24);
  private static final String HOUR = MemoryReplay.truth(1);
  private static final String MAIN = ThrottlingReplay.truth(ThrottlingReplay.LATE_OVER.get(0));

  private final List<RiskTable> tables = new ArrayList<>();

  RiskTables(RiskTournament tournament) {
    ScoreBoard memory = tournament.memory();
    if (!memory.names(Case::rule).isEmpty()) {
      tables.add(memory("Memory: warnings of an OOM kill, all limits", memory));
      tables.add(byLimit(memory));
      announcements(tournament.announcements());
    }
    ScoreBoard throttling = tournament.throttling();
    if (!throttling.names(Case::rule).isEmpty()) {
      tables.add(throttling(throttling));
      tables.add(byWork(throttling));
      tables.add(byTruth(throttling));
    }
  }

  List<RiskTable> all() {
    return List.copyOf(tables);
  }

  private static RiskTable memory(String title, ScoreBoard board) {
    List<List<String>> rows = new ArrayList<>();
    for (String rule : board.names(Case::rule)) {
      AlertScore day = board.sum(c -> c.rule().equals(rule) && c.truth().equals(DAY));
      AlertScore hour = board.sum(c -> c.rule().equals(rule) && c.truth().equals(HOUR));
      rows.add(
          List.of(
              rule,
              count(day.alarms()),
              percent(day.precision()),
              percent(hour.precision()),
              day.found() + " of " + day.events(),
              percent(day.recall()),
              minutes(day.medianLead()),
              perDay(day.notificationsPerDay()),
              percent(day.timeOn())));
    }
    return new RiskTable(
        title,
        1,
        List.of(
            "rule",
            "alarms",
            "right in 24 h",
            "right in 1 h",
            "kills warned of",
            "recall",
            "median lead",
            "notified/day",
            "time in alarm"),
        rows);
  }

  private static RiskTable byLimit(ScoreBoard board) {
    List<List<String>> rows = new ArrayList<>();
    for (String limit : board.names(Case::setting)) {
      for (String rule : board.names(Case::rule)) {
        AlertScore day = board.sum(new Case(limit, rule, DAY)::equals);
        rows.add(
            List.of(
                limit,
                rule,
                count(day.alarms()),
                percent(day.precision()),
                day.found() + " of " + day.events(),
                percent(day.recall()),
                perDay(day.notificationsPerDay()),
                percent(day.timeOn())));
      }
    }
    return new RiskTable(
        "Memory by limit, as multiple of the first day's peak; right within 24 h",
        2,
        List.of(
            "limit",
            "rule",
            "alarms",
            "right",
            "kills warned of",
            "recall",
            "notified/day",
            "time in alarm"),
        rows);
  }

  private void announcements(TimeToLimitAccuracy announcements) {
    List<List<String>> rows = new ArrayList<>();
    for (long minutes : List.of(1440L, 240L, 60L, 15L)) {
      TimeToLimitAccuracy.Figures figures = announcements.within(minutes);
      if (figures.predictions() > 0) {
        rows.add(
            List.of(
                "up to " + minutes + " min",
                count(figures.predictions()),
                percent((double) figures.onTime() / figures.predictions()),
                percent((double) figures.killed() / figures.predictions()),
                percent(figures.medianError())));
      }
    }
    if (!rows.isEmpty()) {
      tables.add(
          new RiskTable(
              "Memory: minutesToLimit as a prediction",
              1,
              List.of(
                  "predicted",
                  "predictions",
                  "kill within twice the time",
                  "kill within 24 h",
                  "median error of those"),
              rows));
    }
  }

  private static RiskTable throttling(ScoreBoard board) {
    List<List<String>> rows = new ArrayList<>();
    for (String rule : board.names(Case::rule)) {
      AlertScore tally = board.sum(c -> c.rule().equals(rule) && c.truth().equals(MAIN));
      List<String> row = new ArrayList<>(List.of(rule));
      row.addAll(figures(tally));
      rows.add(row);
    }
    return new RiskTable(
        "Throttling: all kinds of work and limits; harm is P95 of delay over " + MAIN,
        1,
        List.of(
            "rule",
            "alarms",
            "right",
            "harm found",
            "recall",
            "median delay",
            "harmed time covered",
            "alarm time right",
            "notified/day"),
        rows);
  }

  private static List<String> figures(AlertScore tally) {
    return List.of(
        count(tally.alarms()),
        percent(tally.precision()),
        tally.found() + " of " + tally.events(),
        percent(tally.recall()),
        minutes(tally.medianLead()),
        percent(tally.harmCovered()),
        percent(tally.alarmTimeRight()),
        perDay(tally.notificationsPerDay()));
  }

  private static RiskTable byWork(ScoreBoard board) {
    List<List<String>> rows = new ArrayList<>();
    for (String work : board.names(Case::setting)) {
      for (String rule : board.names(Case::rule)) {
        List<String> row = new ArrayList<>(List.of(work, rule));
        row.addAll(figures(board.sum(new Case(work, rule, MAIN)::equals)));
        rows.add(row);
      }
    }
    return new RiskTable(
        "Throttling by kind of work; harm is P95 of delay over " + MAIN,
        2,
        List.of(
            "work",
            "rule",
            "alarms",
            "right",
            "harm found",
            "recall",
            "median delay",
            "harmed time covered",
            "alarm time right",
            "notified/day"),
        rows);
  }

  private static RiskTable byTruth(ScoreBoard board) {
    List<List<String>> rows = new ArrayList<>();
    for (String rule : board.names(Case::rule)) {
      List<String> row = new ArrayList<>(List.of(rule));
      for (double late : ThrottlingReplay.LATE_OVER.stream().sorted().toList()) {
        Predicate<Case> wanted =
            c -> c.rule().equals(rule) && c.truth().equals(ThrottlingReplay.truth(late));
        AlertScore tally = board.sum(wanted);
        row.add(percent(tally.precision()));
        row.add(percent(tally.recall()));
        row.add(percent(tally.harmCovered()));
      }
      rows.add(row);
    }
    List<String> headings = new ArrayList<>(List.of("rule"));
    for (double late : ThrottlingReplay.LATE_OVER.stream().sorted().toList()) {
      String truth = ThrottlingReplay.truth(late);
      headings.addAll(List.of(truth + ": right", "recall", "time covered"));
    }
    return new RiskTable("Throttling by what counts as harm", 1, headings, rows);
  }

  private static String count(int n) {
    return String.valueOf(n);
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
  }

  private static String minutes(double minutes) {
    return Double.isFinite(minutes) ? String.format(Locale.ROOT, "%.0f min", minutes) : "-";
  }

  private static String perDay(double times) {
    return Double.isFinite(times) ? String.format(Locale.ROOT, "%.2f", times) : "-";
  }
}
