// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Autoscaling.Target;
import dev.rightsizing.sizing.scaling.AutoscalerRule.Aim;
import java.util.Optional;

/** The words for what autoscalers and sizes do to each other. */
final class ScaleSentences {

  /** After a size's explanation. */
  String held(Aim aim, ScalePoint asked) {
    return "; kept, because " + works(aim) + ": " + keeping(aim, asked);
  }

  String heldBy(Aim aim, ScalePoint asked) {
    return works(aim) + ", so that its requests are kept: " + keeping(aim, asked);
  }

  String ignored(Aim aim, ScalePoint asked) {
    return works(aim)
        + ", which the policy ignores, so that the number of pods will change: "
        + keeping(aim, asked);
  }

  String moved(Aim aim, ScalePoint point) {
    return works(aim)
        + ": set it to "
        + point.keeping(aim.target().percent()).map(p -> p + " %").orElse("another target")
        + " together with the new requests ("
        + product(aim, point)
        + "); one without the other changes the number of pods";
  }

  String needs(Aim aim) {
    return "; goes together with a new target of " + aim.autoscaler();
  }

  String moves(Aim aim) {
    return "; " + aim.autoscaler() + " will run a different number of pods";
  }

  String noRequest(Aim aim, String container) {
    return aim.autoscaler()
        + " cannot work on "
        + aim.target().resource().key()
        + " until container "
        + container
        + " has a request; then it starts to";
  }

  String unchanged(Aim aim) {
    return works(aim) + ", and usage requires no other request";
  }

  private static String works(Aim aim) {
    Target target = aim.target();
    return aim.autoscaler()
        + " scales on "
        + target.resource().key()
        + " at "
        + target.percent()
        + " % of the request"
        + target.container().map(c -> " of container " + c).orElse("");
  }

  /** {@code with 600m it would be 83 % (50 x 1 / 600m)}. */
  private static String keeping(Aim aim, ScalePoint asked) {
    if (!asked.moves()) {
      return "their total request stays the same";
    }
    Optional<Integer> percent = asked.keeping(aim.target().percent());
    if (percent.isEmpty()) {
      return "no target of at least 1 % would add pods where they are added now";
    }
    String text =
        "with "
            + asked.then().toQuantity()
            + " a target of "
            + percent.get()
            + " % would add pods where they are added now ("
            + product(aim, asked)
            + ")";
    if (!asked.reachable(percent.get())) {
      return text + ", but limits end usage at " + asked.most() + " %, so that none would be added";
    }
    return ScalePoint.sensible(aim.target().percent(), percent.get())
        ? text
        : text + ", which is outside of " + ScalePoint.bounds();
  }

  private static String product(Aim aim, ScalePoint point) {
    return aim.target().percent()
        + " x "
        + point.now().toQuantity()
        + " / "
        + point.then().toQuantity();
  }
}
