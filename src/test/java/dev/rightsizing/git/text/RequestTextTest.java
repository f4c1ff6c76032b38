// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTextTest {

  private static RequestText text(ProposalContent content) {
    return RequestText.of(content, Optional.empty());
  }

  private static Item item(String namespace, String name, String monthly) {
    return Contents.item(
        Contents.change(new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, name), monthly),
        name + ".yaml",
        "");
  }

  @Test
  void theTitleSaysHowManyWorkloadsAndWhatTheySave() {
    assertThat(text(Contents.shop()).title())
        .isEqualTo("Right-size 6 workloads of shop, saving 41.20 USD per month");
  }

  @ParameterizedTest
  @CsvSource({
    "12.00, 'Right-size Deployment/web of shop, saving 12.00 USD per month'",
    "-12.00, 'Right-size Deployment/web of shop, costing 12.00 USD more per month'",
    "0.00, Right-size Deployment/web of shop"
  })
  void theTitleOfOneWorkloadNamesItAndSaysWhenItCosts(String monthly, String title) {
    assertThat(text(Contents.content(List.of(item("shop", "web", monthly)), List.of())).title())
        .isEqualTo(title);
  }

  @Test
  void theTitleOfSeveralNamespacesCountsThem() {
    ProposalContent content =
        Contents.content(List.of(item("a", "web", "1.00"), item("b", "web", "1.00")), List.of());
    assertThat(text(content).title())
        .isEqualTo("Right-size 2 workloads of 2 namespaces, saving 2.00 USD per month");
  }

  @Test
  void theSubjectOfTheCommitIsShortHoweverLongNamesAre() {
    String name = "n".repeat(250);
    RequestText text = text(Contents.content(List.of(item("shop", name, "1.00")), List.of()));

    assertThat(text.commitMessage().lines().findFirst().orElseThrow()).hasSizeLessThanOrEqualTo(72);
    assertThat(text.title()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void growthIsNotHiddenBehindASum() {
    assertThat(text(Contents.shop()).body())
        .contains("save 48.30 USD per month, others grow and cost 7.10 USD")
        .contains("saving 41.20 USD per month");
  }

  @Test
  void allThatFitsIsInTheBodyAndNoFileIsMade() {
    RequestText text = RequestText.of(Contents.shop(), Optional.of("rightsizing/shop-details"));

    assertThat(text.details()).isEmpty();
    assertThat(text.body()).doesNotContain("rightsizing-details.md");
  }

  @Test
  void whatDoesNotFitGoesIntoAFileOnABranchThatIsNeverMerged() {
    ProposalContent many = Contents.many(1000);
    RequestText text = RequestText.of(many, Optional.of("rightsizing/shop-details"));

    assertThat(text.body())
        .hasSizeLessThan(RequestText.LONGEST_BODY)
        .contains("`service-0`")
        .contains("`rightsizing-details.md` on the branch `rightsizing/shop-details`");
    RequestText.Details details = text.details().orElseThrow();
    assertThat(details.branch()).isEqualTo("rightsizing/shop-details");
    assertThat(details.content()).contains("`service-999`").contains("`shop/Deployment/left-999`");
    assertThat(text.brief()).hasSizeLessThan(4_000);
  }

  @Test
  void withoutABranchForTheFileTheBodySaysHowToPrintTheRest() {
    RequestText text = text(Contents.many(1000));

    assertThat(text.details()).isEmpty();
    assertThat(text.body()).contains("`rightsize propose shop -n shop --dry-run`");
  }

  @Test
  void aThousandWorkloadsGiveTheSameTextTwice() {
    assertThat(text(Contents.many(1000))).isEqualTo(text(Contents.many(1000)));
  }
}
