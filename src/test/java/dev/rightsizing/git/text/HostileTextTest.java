// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.WorkloadOwner;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and messages come from tenants; whatever they hold, they are text in their own place. */
class HostileTextTest {
  private static final List<String> BITS =
      List.of(
          "|",
          "`",
          "``",
          "\n",
          "\r\n",
          "\u2028",
          "\u202E",
          "\u200B",
          "\\",
          "\\|",
          "<b>",
          "<!--",
          "-->",
          "<!-- rightsizing:end -->",
          "<!-- rightsizing:begin -->",
          "</details>",
          "@team",
          "@org/team",
          "fixes #1",
          "closes GH-12",
          "Fixes SHOP-3",
          "org/repo#4",
          "!5",
          "$6",
          "%7",
          "~bug",
          "&8",
          "http://evil.example",
          "https://evil.example/x",
          "www.evil.example",
          "mailto:a@evil.example",
          "a@evil.example",
          "ftp://evil.example",
          "[x](http://e.example)",
          "![p](http://e.example/p.png)",
          "[r]: http://e.example",
          ":octocat:",
          "**b**",
          "__u__",
          "~~s~~",
          "# h",
          "- l",
          "1. n",
          "> q",
          "***",
          "---",
          "| a | b |",
          "/close",
          "$x$",
          "&amp;",
          "&#64;team",
          "&#35;1",
          "\t",
          "\u0000",
          "😀",
          "größe",
          " ",
          "name",
          "\"",
          "'",
          "{{ x }}");

  @Provide
  static Arbitrary<String> hostile() {
    return Arbitraries.of(BITS).list().ofMinSize(1).ofMaxSize(8).map(b -> String.join("", b));
  }

  static ProposalContent content(List<String> texts) {
    List<Item> items =
        IntStream.range(0, texts.size()).mapToObj(i -> item(texts.get(i), i)).toList();
    List<NotProposed> left =
        texts.stream()
            .map(
                text ->
                    new NotProposed(
                        new WorkloadRef(text, WorkloadKind.DEPLOYMENT, text),
                        Optional.of(text),
                        Optional.of(text),
                        Reason.LOW_CONFIDENCE,
                        text))
            .toList();
    return new ProposalContent(
        new PolicyRef("shop", texts.get(0)),
        texts.get(0),
        items,
        left,
        Optional.of(Contents.PAGE),
        texts.get(0));
  }

  private static Item item(String text, int i) {
    return new Item(
        new ProposedChange(
            new WorkloadRef(text, WorkloadKind.DEPLOYMENT, text),
            Map.of(text, text),
            WorkloadOwner.UNKNOWN,
            List.of(Contents.container(text, Contents.cpu("1", "2", "1", "3", "500m", "1"))),
            1,
            Optional.of(new Money(BigDecimal.valueOf(i - 3), "USD")),
            Confidence.Level.HIGH,
            text,
            List.of(text),
            text,
            List.of(text)),
        text,
        text,
        Optional.of(text),
        i % 2 == 0 ? new DryRun.Refused(text) : new DryRun.NotTried(text));
  }

  @Property(tries = 300)
  void noNameOrMessageLeavesItsCell(@ForAll("hostile") String text) {
    RequestText written = RequestText.of(content(List.of(text, "plain")), Optional.of("b"));
    Seen seen = new Seen();
    Rendered.parse(written.body()).accept(seen);

    assertThat(seen.cellsOfRows).hasSize(3).allMatch(cells -> cells == 5);
    assertThat(seen.links).allMatch(link -> link.startsWith(Contents.PAGE.toString()));
    assertThat(seen.images).isZero();
    assertThat(seen.html)
        .allMatch(
            tag ->
                tag.matches(
                    "(?s)</?(br|sub|details|summary)>.*|<!-- rightsizing:(begin|end).*|"
                        + "</details>\\s*<details>.*"));
    assertThat(String.join("\n", seen.texts)).doesNotMatch("(?s).*" + ACTS + ".*");
    assertThat(written.body().split("<!-- rightsizing:begin", -1)).hasSize(2);
    assertThat(written.body().split("<!-- rightsizing:end", -1)).hasSize(2);
    assertThat(RequestBody.merge(written.title(), written.body(), written))
        .isEqualTo(new RequestBody(written.title(), written.body()));
  }

  /** What the filters of the three hosts make something of, outside of code. */
  private static final String ACTS =
      "([@#!$%~&^][\\p{L}\\p{N}_]|://|(?i:www)\\.|mailto:[\\p{L}\\p{N}]|\\b[A-Z]+-\\d|:[a-z]+:"
          + "|[\\u202A-\\u202E\\u2066-\\u2069])";

  @Property(tries = 300)
  void titleAndCommitMessageArePlainNames(@ForAll("hostile") String text) {
    RequestText written = RequestText.of(content(List.of(text)), Optional.empty());

    assertThat(written.title()).matches("[A-Za-z0-9 ./_,…-]+");
    assertThat(written.commitMessage()).matches("[A-Za-z0-9 ./_,:…>\\n-]+");
    assertThat(written.commitMessage().lines().filter(l -> l.startsWith("Rightsizing-Policy:")))
        .hasSize(1);
    assertThat(Trailers.of(content(List.of(text))).mark(written.commitMessage())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x; rm -rf ~", "x$(id)", "x y", "-rf", "X", "x\ny"})
  void aNameThatAShellWouldTakeOtherwiseGetsNoCommand(String name) {
    assertThat(RequestText.of(content(List.of(name)), Optional.empty()).body())
        .doesNotContain("rightsize reject");
  }

  @Property(tries = 30)
  void theBodyIsShortWhateverIsInIt(
      @ForAll("hostile") String text, @ForAll @IntRange(min = 1, max = 400) int workloads) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < workloads; i++) {
      texts.add(text.repeat(1 + i % 40));
    }
    RequestText written = RequestText.of(content(texts), Optional.of(text.repeat(40)));

    assertThat(written.body()).hasSizeLessThan(RequestText.LONGEST_BODY);
    assertThat(written.brief()).hasSizeLessThan(4_000);
    assertThat(written.title()).hasSizeLessThanOrEqualTo(Subject.LONGEST_TITLE);
  }

  @Property(tries = 100)
  void theTitlesSumIsThatOfTheRows(@ForAll @IntRange(min = 1, max = 20) int workloads) {
    ProposalContent content =
        content(IntStream.range(0, workloads).mapToObj(i -> "w" + i).toList());
    Seen seen = new Seen();
    Rendered.parse(RequestText.of(content, Optional.empty()).body()).accept(seen);

    BigDecimal sum =
        seen.savings.stream()
            .map(cell -> new BigDecimal(cell.replace("−", "-")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(Totals.of(content.items()).net().orElseThrow().value()).isEqualByComparingTo(sum);
  }

  /** What a reader of the parsed body meets. */
  private static final class Seen extends AbstractVisitor {
    private final List<Integer> cellsOfRows = new ArrayList<>();
    private final List<String> savings = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> html = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int images;

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow) {
        List<Node> cells = new ArrayList<>();
        for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
          cells.add(cell);
        }
        cellsOfRows.add(cells.size());
        if (cells.get(3) instanceof TableCell saving
            && !saving.isHeader()
            && saving.getFirstChild() instanceof Text text) {
          savings.add(text.getLiteral());
        }
      }
      visitChildren(node);
    }

    @Override
    public void visit(Link link) {
      links.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      images++;
    }

    @Override
    public void visit(HtmlInline tag) {
      html.add(tag.getLiteral());
    }

    @Override
    public void visit(HtmlBlock block) {
      html.add(block.getLiteral());
    }

    @Override
    public void visit(Text text) {
      texts.add(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      assertThat(code.getLiteral()).doesNotContain("\n", "<", "|");
    }
  }
}
