// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private final RequestText first = RequestText.of(Contents.shop(), Optional.empty());
  private final RequestText second =
      RequestText.of(
          Contents.content(Contents.shop().items().subList(0, 2), List.of()), Optional.empty());

  @Test
  void ourPartIsReplacedAndWhatPeopleWroteAroundItStays() {
    String edited = "Agreed with Ann.\n\n" + first.body() + "\n\nMerge after Friday.";

    RequestBody merged = RequestBody.merge(first.title(), edited, second);

    assertThat(merged.body())
        .isEqualTo("Agreed with Ann.\n\n" + second.body() + "\n\nMerge after Friday.");
    assertThat(merged.title()).isEqualTo(second.title());
  }

  @Test
  void aTitleThatAPersonWroteStaysHoweverOftenItIsUpdated() {
    RequestBody once = RequestBody.merge("Sizes for black Friday", first.body(), second);
    RequestBody twice = RequestBody.merge(once.title(), once.body(), first);

    assertThat(once.title()).isEqualTo("Sizes for black Friday");
    assertThat(twice.title()).isEqualTo("Sizes for black Friday");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Draft: ", "WIP: ", "[Draft] ", "draft: "})
  void theMarkOfADraftIsKeptAndIsNoEdit(String draft) {
    assertThat(RequestBody.merge(draft + first.title(), first.body(), second).title())
        .isEqualTo(draft + second.title());
  }

  @Test
  void mergingTwiceIsMergingOnce() {
    RequestBody once = RequestBody.merge(first.title(), "Hello\r\n" + first.body(), second);

    assertThat(RequestBody.merge(once.title(), once.body(), second)).isEqualTo(once);
    assertThat(once.sameAs(once.title(), once.body().replace("\n", "\r\n") + "\r\n")).isTrue();
    assertThat(once.sameAs("Other", once.body())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Only mine.",
        "<!-- rightsizing:begin -->\nhalf of it",
        "half of it\n<!-- rightsizing:end -->",
        "<!-- rightsizing:end -->half of it<!-- rightsizing:begin -->"
      })
  void whereAMarkerIsMissingTheirTextStaysAndOursComesAfterIt(String body) {
    RequestBody merged = RequestBody.merge("T", body, first);

    String theirs = body.replaceAll("<!--.*?-->", "").strip();
    assertThat(merged.body()).startsWith(theirs).endsWith(first.body());
    assertThat(RequestBody.merge("T", merged.body(), second).body())
        .startsWith(theirs)
        .endsWith(second.body());
  }

  @Test
  void ofTwoCopiesOfOurPartOneIsLeft() {
    String twice = "a\n" + first.body() + "\nb\n" + first.body() + "\nc";

    assertThat(RequestBody.merge(first.title(), twice, second).body())
        .isEqualTo("a\n" + second.body() + "\nb\n\nc");
  }

  @Test
  void whereWeAndTheyWroteTooMuchOursIsShortened() {
    RequestText many = RequestText.of(Contents.many(1000), Optional.empty());
    String theirs = "x".repeat(20_000);

    assertThat(RequestBody.merge("T", theirs, many).body())
        .startsWith(theirs)
        .endsWith(many.brief())
        .hasSizeLessThan(64_000);
    assertThat(RequestBody.merge("T", "x".repeat(65_000), many).body())
        .isEqualTo("x".repeat(65_000));
  }

  @Test
  void aHostThatKnowsNoTextGetsOurs() {
    assertThat(RequestBody.merge(null, null, first))
        .isEqualTo(new RequestBody(first.title(), first.body()));
  }
}
