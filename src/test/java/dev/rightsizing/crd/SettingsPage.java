// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import dev.rightsizing.config.ConfigDescription;
import dev.rightsizing.config.Settings;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** Writes the table of settings from the interface that reads them. */
final class SettingsPage {
  private static final String HEAD =
      """
      <!-- Generated from dev.rightsizing.config.Settings; run "make crds" after a change. -->
      # Settings

      Environment variables of the operator and of the command line. Durations are written `30s`, `1m`, `2h`.

      | Variable | Default | What it is |
      |---|---|---|
      """;
  private static final String TAIL =
      """
      | `RIGHTSIZING_MANAGEMENT_HOST` | `0.0.0.0` | Address that the port of health listens on; the probes of a cluster need the pod's. It requires no credentials. |
      | `RIGHTSIZING_MANAGEMENT_PORT` | `9000` | Port of health (`/q/health/live`, `/q/health/ready`). |
      | `RIGHTSIZING_LOG_JSON` | `false` | Whether log lines are JSON objects. |
      | `KAFKA_BOOTSTRAP_SERVERS` |  | Brokers as host:port, separated by commas, that the operator sends its messages to; nothing leaves the process when empty. |
      | `KAFKA_…` |  | Any other setting of a Kafka producer, such as `KAFKA_SECURITY_PROTOCOL` for `security.protocol`; see [messages.md](messages.md). |
      """;

  private SettingsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    rows(page, Settings.class, "RIGHTSIZING");
    return page.append(TAIL).toString();
  }

  private static void rows(StringBuilder page, Class<?> type, String prefix) {
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> row(page, method, prefix));
  }

  private static void row(StringBuilder page, Method method, String prefix) {
    String name =
        prefix + "_" + method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    ConfigDescription about = method.getAnnotation(ConfigDescription.class);
    if (about == null) {
      rows(page, method.getReturnType(), name);
      return;
    }
    WithDefault given = method.getAnnotation(WithDefault.class);
    page.append("| `").append(name).append("` | ");
    page.append(given == null ? "" : "`" + given.value() + "`");
    page.append(" | ").append(about.value().replace("|", "\\|")).append(" |\n");
  }
}
