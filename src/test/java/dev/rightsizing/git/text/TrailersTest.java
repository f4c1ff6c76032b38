// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.PolicyRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailersTest {
  private final Trailers trailers = new Trailers(new PolicyRef("shop", "web"), "");

  @Test
  void ourMessagesAreKnownByPolicyAndGroup() {
    String message = "Subject\n\nA list.\n\n" + trailers.text();

    assertThat(Trailers.parse(message)).contains(trailers);
    assertThat(trailers.mark(message)).isTrue();
    assertThat(new Trailers(new PolicyRef("shop", "web"), "shop").mark(message)).isFalse();
    assertThat(new Trailers(new PolicyRef("shop", "api"), "").mark(message)).isFalse();
  }

  @Test
  void aGroupIsReadBack() {
    Trailers grouped = new Trailers(new PolicyRef("shop", "web"), "shop/Deployment/checkout");

    assertThat(Trailers.parse("S\n\n" + grouped.text())).contains(grouped);
  }

  @Test
  void trailersThatOthersAddDoNotHideOurs() {
    assertThat(
            trailers.mark("S\r\n\r\n" + trailers.text() + "Co-authored-by: A <a@example.com>\r\n"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Rightsizing-Policy: shop/web",
        "S\n\nRightsizing-Policy: shop/web\n\nI took this from the operator's commit.",
        "S\n\nas Rightsizing-Policy: shop/web",
        "S\n\nRightsizing-Policy: shop",
        "S\n\nRightsizing-Policy: /web"
      })
  void aMessageThatQuotesThemOrHasThemHalfIsAPersons(String message) {
    assertThat(Trailers.parse(message)).isEqualTo(Optional.empty());
  }

  @Test
  void theCommitOfARequestCarriesThem() {
    ProposalContent content = Contents.shop();
    assertThat(
            Trailers.parse(RequestText.of(content, Optional.empty()).commitMessage()).orElseThrow())
        .isEqualTo(Trailers.of(content));
  }
}
