// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.data.RecommendationRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which rows of the table are wanted, as the URL says it, so that a link shows another person the
 * same. What it does not understand counts as not set.
 *
 * @param text what a row's namespace, workload or policy contains; words apart are all wanted
 * @param filters exact values, by the name of their parameter
 * @param descending whether the greatest comes first
 * @param page from 1
 * @param size rows on a page
 */
record TableQuery(
    String text, Map<Filter, String> filters, Column sort, boolean descending, int page, int size) {
  static final String PATH = "/recommendations";
  private static final List<Integer> SIZES = List.of(25, 50, 100, 250);
  private static final int DEFAULT_SIZE = 50;

  /** What a row may be chosen by. */
  enum Filter {
    NAMESPACE("namespace", "Namespace"),
    POLICY("policy", "Policy"),
    RISK("risk", "Risk"),
    VERDICT("verdict", "Verdict"),
    DECISION("decision", "Decision"),
    CONFIDENCE("confidence", "Confidence"),
    CURRENCY("currency", "Currency");

    private final String parameter;
    private final String title;

    Filter(String parameter, String title) {
      this.parameter = parameter;
      this.title = title;
    }

    String parameter() {
      return parameter;
    }

    String title() {
      return title;
    }

    /** The values that a row has. */
    List<String> values(RecommendationRow row) {
      return switch (this) {
        case NAMESPACE -> List.of(row.object().namespace());
        case POLICY -> List.of(row.policy());
        case RISK -> List.of(row.risk().level().name());
        case VERDICT -> List.copyOf(row.verdicts());
        case DECISION -> List.of(row.decision().name());
        case CONFIDENCE -> row.confidence().isEmpty() ? List.of() : List.of(row.confidence());
        case CURRENCY ->
            row.saving().currency().isEmpty() ? List.of() : List.of(row.saving().currency());
      };
    }
  }

  /** What the table may be sorted by. */
  enum Column {
    WORKLOAD("workload", "Workload", false, Comparator.comparing(RecommendationRow::search)),
    SAVING(
        "saving",
        "Saving a month",
        true,
        Comparator.comparing((RecommendationRow row) -> row.saving().orZero())),
    RISK("risk", "Risk", true, Comparator.comparing(row -> row.risk().severity())),
    CONFIDENCE("confidence", "Confidence", true, Comparator.comparing(Column::confidence)),
    DECISION("decision", "Decision", false, Comparator.comparing(row -> row.decision().name())),
    COMPUTED(
        "computed",
        "Computed",
        true,
        Comparator.comparing(row -> row.computedAt().map(at -> at.getEpochSecond()).orElse(0L)));

    private final String parameter;
    private final String title;
    private final boolean greatestFirst;
    private final Comparator<RecommendationRow> order;

    Column(
        String parameter,
        String title,
        boolean greatestFirst,
        Comparator<RecommendationRow> order) {
      this.parameter = parameter;
      this.title = title;
      this.greatestFirst = greatestFirst;
      this.order = order;
    }

    String parameter() {
      return parameter;
    }

    String title() {
      return title;
    }

    boolean greatestFirst() {
      return greatestFirst;
    }

    private static int confidence(RecommendationRow row) {
      return List.of("None", "Low", "Medium", "High").indexOf(row.confidence());
    }
  }

  static TableQuery of(PageRequest request) {
    Map<Filter, String> filters = new LinkedHashMap<>();
    for (Filter filter : Filter.values()) {
      request.parameter(filter.parameter()).ifPresent(value -> filters.put(filter, value));
    }
    Column sort =
        request
            .parameter("sort")
            .flatMap(
                name ->
                    Arrays.stream(Column.values())
                        .filter(column -> column.parameter().equals(name))
                        .findFirst())
            .orElse(Column.SAVING);
    boolean descending =
        request.parameter("order").map("desc"::equals).orElse(sort.greatestFirst());
    return new TableQuery(
        request.parameter("q").orElse(""),
        filters,
        sort,
        descending,
        number(request.parameter("page")).filter(page -> page > 0).orElse(1),
        number(request.parameter("size")).filter(SIZES::contains).orElse(DEFAULT_SIZE));
  }

  private static Optional<Integer> number(Optional<String> text) {
    try {
      return text.map(Integer::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The rows that are wanted, in order, of all pages. */
  List<RecommendationRow> select(List<RecommendationRow> rows) {
    String[] words = text.toLowerCase(Locale.ROOT).split("\\s+");
    Comparator<RecommendationRow> order = descending ? sort.order.reversed() : sort.order;
    return rows.stream()
        .filter(row -> Arrays.stream(words).allMatch(row.search()::contains))
        .filter(
            row ->
                filters.entrySet().stream()
                    .allMatch(f -> f.getKey().values(row).contains(f.getValue())))
        .sorted(order.thenComparing(RecommendationRow::path))
        .toList();
  }

  /** The same rows in another order. */
  TableQuery sortedBy(Column column) {
    return new TableQuery(
        text, filters, column, column == sort ? !descending : column.greatestFirst(), 1, size);
  }

  /** Another page of the same rows. */
  TableQuery onPage(int number) {
    return new TableQuery(text, filters, sort, descending, number, size);
  }

  /** The address that shows this. */
  String url() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!text.isEmpty()) {
      parameters.put("q", text);
    }
    filters.forEach((filter, value) -> parameters.put(filter.parameter(), value));
    if (sort != Column.SAVING || !descending) {
      parameters.put("sort", sort.parameter());
      parameters.put("order", descending ? "desc" : "asc");
    }
    if (size != DEFAULT_SIZE) {
      parameters.put("size", String.valueOf(size));
    }
    if (page > 1) {
      parameters.put("page", String.valueOf(page));
    }
    return parameters.isEmpty()
        ? PATH
        : PATH
            + parameters.entrySet().stream()
                .map(
                    p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
  }

  static List<Integer> sizes() {
    return SIZES;
  }
}
