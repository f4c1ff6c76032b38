// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.KindText;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.workload.WorkloadException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Says which workloads a report is about. */
final class ScopeOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      split = ",",
      description = "Namespace, several are allowed; that of the kubeconfig's context by default.")
  private List<String> namespaces = List.of();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  private boolean all;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      defaultValue = "",
      description = "Labels that workloads must carry, such as tier=web,env in (a,b),!canary.")
  private String selector;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description = "Kinds of workloads, such as deployment,statefulset; all by default.")
  private List<String> kinds = List.of();

  Scope scope(ReportEngine engine) throws CommandException, WorkloadException {
    if (all && !namespaces.isEmpty()) {
      throw new CommandException("-n and -A exclude each other; give one of them");
    }
    return new Scope(
        new TreeSet<>(namespaces(engine)), named(), SelectorText.parse(selector), Set.of());
  }

  /** Whether all namespaces are asked for, so that all of them exist. */
  boolean isAll() {
    return all;
  }

  private Set<String> namespaces(ReportEngine engine) throws WorkloadException {
    if (all) {
      return engine.namespaces();
    }
    return namespaces.isEmpty() ? Set.of(engine.namespace()) : Set.copyOf(namespaces);
  }

  /** Kinds that were asked for by name; empty when none was. */
  Set<WorkloadKind> asked() throws CommandException {
    Set<WorkloadKind> asked = EnumSet.noneOf(WorkloadKind.class);
    for (String kind : kinds) {
      asked.add(KindText.parse(kind.strip()));
    }
    return asked;
  }

  private Set<WorkloadKind> named() throws CommandException {
    Set<WorkloadKind> asked = asked();
    return asked.isEmpty() ? EnumSet.allOf(WorkloadKind.class) : asked;
  }
}
