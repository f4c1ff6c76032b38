// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.generator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/** A way of using CPU and memory over time. Times are seconds since the start of the recording. */
public enum Profile {
  /** Level, with a little noise. */
  STEADY(0.20, 200) {
    @Override
    double cpuShape(Moment at) {
      return 1 + 0.1 * at.noise();
    }
  },
  /** High in the European afternoon, low at night. */
  DAILY_PEAK(0.35, 600) {
    @Override
    double cpuShape(Moment at) {
      return 0.15 + 0.85 * day(at) + 0.05 * at.noise();
    }

    @Override
    double memoryShape(Moment at) {
      return 0.7 + 0.3 * day(at) + 0.01 * at.noise();
    }
  },
  /** Works on Mondays. */
  WEEKLY(0.80, 900) {
    @Override
    double cpuShape(Moment at) {
      return monday(at) ? 0.8 + 0.2 * at.noise() : 0.03;
    }

    @Override
    double memoryShape(Moment at) {
      return monday(at) ? 0.95 + 0.05 * at.noise() : 0.25;
    }
  },
  /** Five minutes of work every six hours. */
  BURST(0.90, 500) {
    @Override
    double cpuShape(Moment at) {
      return bursting(at) ? 1 : 0.02 + 0.01 * at.noise();
    }

    @Override
    double memoryShape(Moment at) {
      return bursting(at) ? 1 : 0.3;
    }
  },
  /** Memory grows for three days, then it is restarted. */
  LEAK(0.08, 900) {
    @Override
    double cpuShape(Moment at) {
      return 1 + 0.1 * at.noise();
    }

    @Override
    double memoryShape(Moment at) {
      return 0.2 + 0.8 * (at.second() % (3 * DAY)) / (3 * DAY);
    }
  },
  /** Memory grows to a gigabyte within four hours, then it is restarted. */
  FAST_LEAK(0.08, 1000) {
    @Override
    double cpuShape(Moment at) {
      return 1 + 0.1 * at.noise();
    }

    @Override
    double memoryShape(Moment at) {
      return 0.1 + 0.9 * (at.second() % (4 * HOUR)) / (4 * HOUR);
    }
  },
  /** Does nothing. */
  IDLE(0.002, 60) {
    @Override
    double cpuShape(Moment at) {
      return 1 + 0.1 * at.noise();
    }
  },
  /** Three minutes of start-up at each daily deployment, then quiet; a fixed heap. */
  JVM(1.60, 2200) {
    @Override
    double cpuShape(Moment at) {
      return at.second() % DAY < 3 * MINUTE ? 1 : 0.18 + 0.03 * at.noise();
    }

    @Override
    double memoryShape(Moment at) {
      return Math.min(1, 0.6 + 0.4 * (at.second() % DAY) / (2.0 * HOUR)) + 0.002 * at.noise();
    }
  },
  /** Uses a fifth of what people ask for in fear. */
  OVER_PROVISIONED(0.16, 380) {
    @Override
    double cpuShape(Moment at) {
      return 0.6 + 0.35 * day(at) + 0.05 * at.noise();
    }
  },
  /** Wants more than its CPU limit of 200m and is held back. */
  THROTTLED(0.195, 220) {
    @Override
    double cpuShape(Moment at) {
      return 0.85 + 0.15 * day(at);
    }

    @Override
    double throttledShare(Moment at) {
      return 0.35 + 0.3 * day(at);
    }
  },
  /** Within a few percent of its memory limit. */
  NEAR_LIMIT(0.25, 610) {
    @Override
    double cpuShape(Moment at) {
      return 0.5 + 0.4 * day(at) + 0.05 * at.noise();
    }

    @Override
    double memoryShape(Moment at) {
      return 0.96 + 0.02 * day(at) + 0.003 * at.noise();
    }
  },
  /** A job of forty minutes every night. */
  NIGHTLY(0.60, 700) {
    @Override
    double cpuShape(Moment at) {
      return 0.8 + 0.2 * at.noise();
    }
  };

  static final long MINUTE = 60;
  static final long HOUR = 3600;
  static final long DAY = 24 * HOUR;

  private final double peakCores;
  private final double peakMebibytes;

  Profile(double peakCores, double peakMebibytes) {
    this.peakCores = peakCores;
    this.peakMebibytes = peakMebibytes;
  }

  /** The profile of a label's value, such as {@code daily-peak}. */
  public static Profile of(String label) {
    return Arrays.stream(values())
        .filter(p -> p.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no profile is called " + label));
  }

  /** As a label's value. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Cores in use. */
  public double cores(Moment at) {
    return Math.max(0, peakCores * cpuShape(at));
  }

  /** Working set in bytes. */
  public double bytes(Moment at) {
    return Math.max(0, Math.rint(peakMebibytes * memoryShape(at) * 1024 * 1024));
  }

  /** Share of the scheduling periods in which the container is held back, 0 to 1. */
  double throttledShare(Moment at) {
    return 0;
  }

  /** 1 is the peak. */
  abstract double cpuShape(Moment at);

  /** 1 is the peak. */
  double memoryShape(Moment at) {
    return 0.95 + 0.02 * at.noise();
  }

  private static double day(Moment at) {
    double hour = at.unix() % DAY / (double) HOUR;
    return Math.max(0, Math.sin(Math.PI * (hour - 6) / 14));
  }

  private static boolean monday(Moment at) {
    return Instant.ofEpochSecond(at.unix()).atZone(ZoneOffset.UTC).getDayOfWeek()
        == DayOfWeek.MONDAY;
  }

  private static boolean bursting(Moment at) {
    return at.unix() % (6 * HOUR) < 5 * MINUTE;
  }

  /**
   * A moment of one container's life.
   *
   * @param unix seconds since the epoch
   * @param second since the start of the recording
   * @param noise between -1 and 1, the same in every run
   */
  public record Moment(long unix, long second, double noise) {

    /** With noise made from a container's seed, so that every run gives the same. */
    public static Moment of(long unix, long start, int seed) {
      // Reversing the bits spreads the few low bits in which neighbours differ.
      long mixed = (unix / 60 * 0x9E3779B97F4A7C15L) ^ (seed * 0xC2B2AE3D27D4EB4FL);
      mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
      return new Moment(unix, unix - start, (mixed >>> 11) / (double) (1L << 52) - 1);
    }
  }
}
