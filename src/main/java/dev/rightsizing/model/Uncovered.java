// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pods of a namespace, or parts of them, that no size reaches, for one reason.
 *
 * @param names whose they are, as Kind/name, or the names of containers; no more than {@link #MOST}
 * @param owners how many there are of those
 * @param pods how many pods it is about
 * @param requested what they ask for together; a resource that none asks for is absent
 */
public record Uncovered(
    String namespace,
    Cause cause,
    List<String> names,
    int owners,
    int pods,
    Map<Resource, Amount> requested) {

  /** Most names that are listed. */
  public static final int MOST = 5;

  public Uncovered {
    names = List.copyOf(names.subList(0, Math.min(MOST, names.size())));
    requested = Map.copyOf(requested);
  }

  /** Why no size reaches them. */
  public enum Cause {
    /** Their owner is of an unsupported kind, or they have none. */
    UNKNOWN_OWNER("UnknownOwner"),
    /** Containers that pods have and their template has not. */
    INJECTED("Injected"),
    /** Another object owns the workload and would undo a patch of it. */
    CONTROLLED("Controlled"),
    /** More than one workload may own them, so that none gets their usage. */
    AMBIGUOUS_OWNER("AmbiguousOwner"),
    /** The source knows nothing of any pod of the namespace. */
    NO_USAGE("NoUsage");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** As in a policy's status. */
    public String text() {
      return text;
    }
  }

  public Amount requested(Resource resource) {
    return requested.getOrDefault(resource, Amount.zero(resource));
  }

  /** {@code 3 pods of 2 owners are of an unsupported kind: 10 cores, 20Gi requested (…)}. */
  public String sentence() {
    return switch (cause) {
          case UNKNOWN_OWNER ->
              counted(pods, "pod")
                  + " of "
                  + counted(owners, "owner")
                  + (pods == 1 ? " is" : " are")
                  + " of an unsupported kind";
          case INJECTED ->
              counted(owners, "container")
                  + " of "
                  + counted(pods, "pod")
                  + (owners == 1 ? " is" : " are")
                  + " in no template, probably set by a webhook";
          case CONTROLLED ->
              counted(owners, "workload")
                  + " with "
                  + counted(pods, "pod")
                  + (owners == 1 ? " is" : " are")
                  + " managed by another object, which would undo a patch";
          case AMBIGUOUS_OWNER ->
              counted(pods, "pod")
                  + " may belong to more than one workload, so their usage counts for none";
          case NO_USAGE -> "there is no usage data of " + counted(pods, "pod");
        }
        + ": "
        + cores()
        + ", "
        + requested(Resource.MEMORY).toQuantity()
        + " requested"
        + listed();
  }

  private String cores() {
    String text = requested(Resource.CPU).toQuantity();
    return text.endsWith("m") ? text + " CPU" : text + (text.equals("1") ? " core" : " cores");
  }

  private String listed() {
    if (names.isEmpty()) {
      return "";
    }
    int more = owners - names.size();
    return names.stream()
        .collect(Collectors.joining(", ", " (", more > 0 ? " and " + more + " more)" : ")"));
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
