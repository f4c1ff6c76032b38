// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.KindText;
import dev.rightsizing.evaluate.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The same, and workloads by their names. */
final class NamedScopeOptions extends ScopeOptions {
  @Parameters(
      paramLabel = "KIND/NAME",
      arity = "0..*",
      description = "Only these workloads, such as deployment/checkout; by default all.")
  private List<String> workloads = List.of();

  @Override
  Set<Scope.Named> only() throws CommandException {
    Set<Scope.Named> only = new LinkedHashSet<>();
    for (String text : workloads) {
      String[] parts = text.split("/", -1);
      if (parts.length != 2 || parts[1].isEmpty() || KindText.find(parts[0]).isEmpty()) {
        // Not repeated: it may be the second half of a header that was not quoted.
        throw new CommandException(
            "argument "
                + (workloads.indexOf(text) + 1)
                + " is not a workload; write KIND/NAME such as deployment/checkout, and quote"
                + " an option that contains spaces");
      }
      only.add(new Scope.Named(KindText.parse(parts[0]), parts[1]));
    }
    return only;
  }
}
