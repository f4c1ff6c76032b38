// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Reply;
import dev.rightsizing.web.data.Decider;
import dev.rightsizing.web.data.RecommendationRow;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes a person's decision, if that person may update the Recommendation. */
public final class DecisionAction implements PageHandler {
  private static final Logger LOG = Logger.getLogger(DecisionAction.class);

  private final DetailPage detail;
  private final Rights rights;
  private final Decider decider;

  public DecisionAction(DetailPage detail, Rights rights, Decider decider) {
    this.detail = detail;
    this.rights = rights;
    this.decider = decider;
  }

  @Override
  public Reply handle(PageRequest request, Identity person) throws AccessException, PageException {
    Decision decision = decision(request);
    Recommendation found = detail.find(request, person);
    String namespace = found.getMetadata().getNamespace();
    String name = found.getMetadata().getName();
    if (!rights.mayDecide(person, namespace, name)) {
      throw new PageException(
          403,
          "You may not decide",
          person.name()
              + " may not update recommendations.rightsizing.dev in namespace "
              + namespace
              + ". Nothing was changed. Ask for a role that allows it.");
    }
    if (!request.field("version").orElse("").equals(DetailView.version(found))) {
      throw new PageException(
          409,
          "The figures have changed",
          "The Recommendation was computed anew since you opened its page. Nothing was changed."
              + " Open it again and decide on the new figures.");
    }
    try {
      decider.decide(found, decision, person.name());
    } catch (KubernetesClientException e) {
      LOG.warnf("the decision on %s/%s cannot be written: %s", namespace, name, e.getMessage());
      throw new PageException(
          502,
          "The decision was not written",
          e.getCode() == 403
              ? "The operator itself may not patch recommendations.rightsizing.dev in namespace "
                  + namespace
                  + ". Grant its ServiceAccount that verb, or use rightsize approve."
              : "The API server did not take it. Nothing was changed. Try again in a moment.");
    }
    return Reply.seeOther(RecommendationRow.of(found).path() + "#decision");
  }

  private static Decision decision(PageRequest request) throws PageException {
    Optional<Decision> decision =
        request
            .field("decision")
            .flatMap(
                text ->
                    Arrays.stream(Decision.values())
                        .filter(d -> d.name().equals(text))
                        .findFirst());
    return decision.orElseThrow(
        () ->
            new PageException(
                400, "No such decision", "Choose to approve, to reject, or to take it back."));
  }
}
