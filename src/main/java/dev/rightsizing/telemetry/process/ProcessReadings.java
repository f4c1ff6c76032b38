// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.process;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the operating system says of a process; empty where it does not. */
interface ProcessReadings {

  /** CPU time so far. */
  OptionalLong cpuNanos();

  /** CPUs that the process may use: those of its container's limit. */
  int cpus();

  /** Resident memory in bytes. */
  OptionalDouble residentBytes();

  /** Memory that the process may use, in bytes: its container's limit, or the machine's. */
  OptionalDouble memoryBytes();

  /** Open files, sockets and pipes. */
  OptionalLong openFiles();

  /** This process, by Java's management beans and by {@code /proc}. */
  static ProcessReadings own() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessReadings() {
      private static final Path STATUS = Path.of("/proc/self/status");

      @Override
      public OptionalLong cpuNanos() {
        long nanos = system.getProcessCpuTime();
        return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
      }

      @Override
      public int cpus() {
        return Runtime.getRuntime().availableProcessors();
      }

      @Override
      public OptionalDouble residentBytes() {
        try {
          return Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
              .findFirst();
        } catch (IOException e) {
          return OptionalDouble.empty();
        }
      }

      @Override
      public OptionalDouble memoryBytes() {
        long bytes = system.getTotalMemorySize();
        return bytes > 0 ? OptionalDouble.of(bytes) : OptionalDouble.empty();
      }

      @Override
      public OptionalLong openFiles() {
        return system instanceof UnixOperatingSystemMXBean unix
                && unix.getOpenFileDescriptorCount() >= 0
            ? OptionalLong.of(unix.getOpenFileDescriptorCount())
            : OptionalLong.empty();
      }
    };
  }
}
