// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageQuery;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Judges samples by what was recorded of their time: first by the greatest machine of the slice,
 * then by the limit that was in force. A limit that was lowered since drops nothing, because the
 * recorded one counts; without a record only a limit that never changed does.
 */
final class Inquiry {
  private static final long HOUR = 3600;

  /** A CPU limit that is passed more often than by an odd counter is not enforced. */
  private static final double SELDOM = 0.05;

  private static final int FEW = 2;

  private final UsageQuery query;
  private final Records records;
  private final DroppedSlice dropped;
  private final SampleSink next;
  private final long settled;
  private final Resource resource;

  Inquiry(UsageQuery query, Records records, DroppedSlice dropped, SampleSink next, long settled) {
    this.query = query;
    this.records = records;
    this.dropped = dropped;
    this.next = next;
    this.settled = settled;
    this.resource = query.resource();
  }

  void judge(List<Suspects> suspects) {
    TreeSet<String> overLimit = new TreeSet<>();
    for (Suspects series : suspects) {
      for (double value : series.values()) {
        if (value > series.ceiling().limit()) {
          overLimit.add(series.key().namespace());
          break;
        }
      }
    }
    long first = Math.floorDiv(query.from().getEpochSecond() - settled, HOUR);
    long last = Math.floorDiv(query.to().getEpochSecond(), HOUR);
    HourlyRecord limits = new HourlyRecord(first, last);
    HourlyRecord periods = new HourlyRecord(first, last);
    if (!overLimit.isEmpty()) {
      boolean cpu = resource == Resource.CPU;
      records.read(cpu ? Signal.CPU_LIMIT : Signal.MEMORY_LIMIT, overLimit, first, last, limits);
      if (cpu) {
        records.read(Signal.CFS_PERIODS, overLimit, first, last, periods);
      }
    }
    for (Suspects series : suspects) {
      judge(series, new Judge(series, machine(series), limits, periods));
    }
  }

  /** The most that any machine of the time could show. */
  private double machine(Suspects series) {
    Ceiling ceiling = series.ceiling();
    if (Arrays.stream(series.values()).noneMatch(value -> value > ceiling.machine())) {
      return ceiling.machine();
    }
    OptionalDouble recorded = records.greatestMachine(resource, query.from(), query.to());
    double known = ceiling.machineKnown() ? ceiling.machine() : 0;
    double most =
        recorded.isPresent()
            ? Math.max(known, Margin.machine(resource, recorded.getAsDouble()))
            : known;
    return most > 0 ? Math.min(most, ceiling.ever()) : ceiling.ever();
  }

  private void judge(Suspects series, Predicate<Integer> possible) {
    int kept = 0;
    for (int i = 0; i < series.values().length; i++) {
      if (possible.test(i)) {
        series.seconds()[kept] = series.seconds()[i];
        series.values()[kept++] = series.values()[i];
      } else {
        dropped.left(series.key(), series.seconds()[i], series.values()[i]);
      }
    }
    if (kept > 0) {
      next.series(series.key(), series.seconds(), series.values(), kept);
    }
  }

  /** Judges the samples of one series, each by its place. */
  private final class Judge implements Predicate<Integer> {
    private final Suspects series;
    private final double machine;
    private final HourlyRecord limits;
    private final HourlyRecord periods;
    private final boolean seldom;

    Judge(Suspects series, double machine, HourlyRecord limits, HourlyRecord periods) {
      this.series = series;
      this.machine = machine;
      this.limits = limits;
      this.periods = periods;
      int over = 0;
      for (int i = 0; i < series.values().length; i++) {
        over += series.values()[i] <= machine && overLimit(i) ? 1 : 0;
      }
      this.seldom = over <= SELDOM * series.of() || over <= FEW && over * 2 < series.of();
    }

    @Override
    public boolean test(Integer i) {
      return series.values()[i] <= machine && !(overLimit(i) && isEnforced(i));
    }

    private boolean overLimit(int i) {
      double value = series.values()[i];
      if (value <= series.ceiling().limit()) {
        return false;
      }
      OptionalDouble recorded = greatest(limits, i);
      double limit =
          recorded.isPresent()
              ? Margin.limit(resource, recorded.getAsDouble())
              : own(series.seconds()[i]);
      return value > limit;
    }

    private double own(long second) {
      return second >= series.ceiling().since() + settled
          ? series.ceiling().ownLimit()
          : Double.POSITIVE_INFINITY;
    }

    private OptionalDouble greatest(HourlyRecord record, int i) {
      long second = series.seconds()[i];
      return record.greatest(
          series.key(), Math.floorDiv(second - settled, HOUR), Math.floorDiv(second, HOUR));
    }

    /** Memory's limit always is; a CPU limit where the kernel counts periods. */
    private boolean isEnforced(int i) {
      if (resource == Resource.MEMORY) {
        return true;
      }
      return periods.isEmpty() ? seldom : greatest(periods, i).orElse(0) > 0;
    }
  }
}
