// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.sizing.estimate.VerdictRule;
import java.util.Optional;

/**
 * Cuts the growth of one size to what a quota leaves: never under what is there now, rounded down,
 * the limit in step with the request. Worked: request 500m to 850m, limit 1 to 1700m, share 0.58:
 * 703m and 1406m.
 */
final class SizeCut {
  private final VerdictRule verdicts = new VerdictRule();
  private final Thresholds thresholds;

  SizeCut(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * A share of a workload's growth and the line that leaves no more.
   *
   * @param part of the growth that fits, 0 to 1
   */
  record Share(double part, Quota line) {}

  /**
   * A size that fits.
   *
   * @param problem for people, naming neither container nor resource; empty where nothing was cut
   */
  record Cut(ResourceSizing sizing, Optional<String> problem) {}

  Cut cut(ResourceSizing sizing, Share share) {
    Size now = sizing.current();
    Size wanted = sizing.recommended();
    boolean grows = grows(now.request(), wanted.request());
    if (share.part() >= 1 || !(grows || grows(now.limit(), wanted.limit()))) {
      return new Cut(sizing, Optional.empty());
    }
    Size fits = between(sizing.resource(), now, wanted, share.part());
    if (fits.equals(wanted)) {
      return new Cut(sizing, Optional.empty());
    }
    Verdict verdict = sizing.verdict();
    if (grows) {
      verdict = verdict(sizing, fits);
      fits = verdict == Verdict.RIGHT_SIZED ? requestKept(now, fits) : fits;
    }
    return new Cut(
        with(sizing, fits, verdict, sizing.explanation() + clause(sizing, fits, share.line())),
        Optional.of(problem(sizing, fits, share.line())));
  }

  private static boolean grows(Optional<Amount> now, Optional<Amount> then) {
    return then.isPresent() && then.get().value() > now.map(Amount::value).orElse(0.0);
  }

  /** So small a change is none, but a limit that shrinks does so all the same. */
  private static Size requestKept(Size now, Size fits) {
    return new Size(
        now.request(), now.limit().map(limit -> fits.limit().map(limit::min).orElse(limit)));
  }

  /** A limit where there was none would bite at once, so it comes with the whole size or not. */
  private static Size between(Resource resource, Size now, Size wanted, double part) {
    Optional<Amount> request = between(resource, now.request(), wanted.request(), part);
    if (now.limit().isEmpty()) {
      return new Size(request.filter(r -> !r.isZero()).or(now::request), now.limit());
    }
    Optional<Amount> limit = between(resource, now.limit(), wanted.limit(), part);
    if (grows(now.limit(), wanted.limit()) && request.isPresent()) {
      // Rounding must not push the limit over a LimitRange's ratio that both ends respect.
      Amount most = request.get().times(Math.max(ratio(now), ratio(wanted))).roundedDown();
      limit = limit.map(l -> l.min(most).max(now.limit().orElseThrow()));
    }
    return new Size(request, limit);
  }

  private static Optional<Amount> between(
      Resource resource, Optional<Amount> now, Optional<Amount> wanted, double part) {
    if (!grows(now, wanted)) {
      return wanted;
    }
    Amount from = now.orElse(Amount.zero(resource));
    return wanted.map(w -> from.plus(w.minus(from).times(part)).roundedDown().max(from).min(w));
  }

  private static double ratio(Size size) {
    return size.request()
        .filter(r -> !r.isZero())
        .flatMap(r -> size.limit().map(l -> l.ratioTo(r)))
        .orElse(1.0);
  }

  private Verdict verdict(ResourceSizing sizing, Size fits) {
    Amount none = Amount.zero(sizing.resource());
    Amount statistic = sizing.usage().map(UsageSummary::statistic).orElse(none);
    return verdicts.verdict(
        statistic, sizing.current().request(), fits.request().orElse(none), thresholds);
  }

  /**
   * {@code , cut to 700m by quota shop/compute (requests.cpu: 20 hard, 18400m used): 150m short}.
   */
  private static String clause(ResourceSizing sizing, Size fits, Quota line) {
    boolean request = grows(sizing.current().request(), sizing.recommended().request());
    Optional<Amount> got = request ? fits.request() : fits.limit();
    boolean kept = got.equals(request ? sizing.current().request() : sizing.current().limit());
    boolean limitToo = request && !kept && !fits.limit().equals(sizing.recommended().limit());
    return (request ? ", " : ", limit ")
        + got.map(amount -> (kept ? "kept at " : "cut to ") + amount.toQuantity())
            .orElse("left out")
        + " by "
        + why(line)
        + ": "
        + missing(sizing, fits).toQuantity()
        + " short"
        + (limitToo ? ", with " + limit(fits) : "");
  }

  private static String limit(Size fits) {
    return fits.limit().map(limit -> "limit " + limit.toQuantity()).orElse("no limit");
  }

  private static String problem(ResourceSizing sizing, Size fits, Quota line) {
    return missing(sizing, fits).toQuantity() + " short by " + why(line);
  }

  private static String why(Quota line) {
    return "quota "
        + line.id()
        + " ("
        + line.key()
        + ": "
        + line.hard().toQuantity()
        + " hard, "
        + line.used().orElseThrow().toQuantity()
        + " used)";
  }

  private static Amount missing(ResourceSizing sizing, Size fits) {
    Amount none = Amount.zero(sizing.resource());
    boolean request = grows(sizing.current().request(), sizing.recommended().request());
    Size wanted = sizing.recommended();
    return request
        ? wanted.request().orElse(none).minus(fits.request().orElse(none))
        : wanted.limit().orElse(none).minus(fits.limit().orElse(none));
  }

  private static ResourceSizing with(
      ResourceSizing from, Size recommended, Verdict verdict, String explanation) {
    return new ResourceSizing(
        from.resource(),
        from.current(),
        from.origin(),
        from.usage(),
        recommended,
        verdict,
        explanation,
        from.adaptive(),
        from.maxTooLow());
  }
}
