// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.KindText;
import dev.rightsizing.cli.NamespaceText;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Says by namespace, label and kind which workloads a report is about. */
public class ScopeOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      split = ",",
      description = "Namespace, may be repeated; by default that of the kubeconfig's context.")
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
      description = "Kinds of workloads, such as deployment,statefulset; by default all.")
  private List<String> kinds = List.of();

  /**
   * What is in scope.
   *
   * @throws CommandException when options contradict each other or cannot be understood
   */
  public Scope scope(ReportEngine engine) throws CommandException, WorkloadException {
    if (all && !namespaces.isEmpty()) {
      throw new CommandException("-n and -A cannot be combined; give one of them");
    }
    Set<Scope.Named> only = only();
    if (!only.isEmpty() && (all || !selector.isBlank() || !kinds.isEmpty())) {
      throw new CommandException(
          "KIND/NAME cannot be combined with -A, -l or --kinds; leave" + " those out");
    }
    LabelSelector labels = SelectorText.parse(selector);
    Set<WorkloadKind> wanted = named();
    return new Scope(new TreeSet<>(namespaces(engine)), wanted, labels, Set.of(), only);
  }

  /** Whether all namespaces are asked for, so that all of them exist. */
  public boolean isAll() {
    return all;
  }

  /**
   * The one namespace that is named, where a command works in one; empty: none is.
   *
   * @throws CommandException when several are, or labels or kinds
   */
  public Optional<String> one() throws CommandException {
    if (all || namespaces.size() > 1 || !selector.isBlank() || !kinds.isEmpty()) {
      throw new CommandException(
          "with a policy give one namespace with -n; -A, -l and --kinds are the policy's");
    }
    return namespaces.isEmpty()
        ? Optional.empty()
        : Optional.of(NamespaceText.one(namespaces.get(0)));
  }

  /** Workloads that are named; empty: all. */
  Set<Scope.Named> only() throws CommandException {
    return Set.of();
  }

  /**
   * Refuses a workload that was named and is not there.
   *
   * @param found all that was read
   */
  void requireNamed(Scope scope, Set<Scope.Named> found) throws CommandException {
    for (Scope.Named named : scope.names()) {
      if (!found.contains(named)) {
        throw new CommandException(
            "there is no "
                + named.kind().lowerCase()
                + "/"
                + PlainText.line(named.name())
                + " in namespace "
                + String.join(", ", scope.namespaces())
                + "; check its name and -n");
      }
    }
  }

  private Set<String> namespaces(ReportEngine engine) throws WorkloadException, CommandException {
    if (all) {
      return engine.namespaces();
    }
    return namespaces.isEmpty() ? Set.of(engine.namespace()) : NamespaceText.parse(namespaces);
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
