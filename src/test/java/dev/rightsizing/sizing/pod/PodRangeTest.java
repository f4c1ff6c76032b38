// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import static dev.rightsizing.sizing.pod.Pods.candidate;
import static dev.rightsizing.sizing.pod.Pods.container;
import static dev.rightsizing.sizing.pod.Pods.cpu;
import static dev.rightsizing.sizing.pod.Pods.limits;
import static dev.rightsizing.sizing.pod.Pods.main;
import static dev.rightsizing.sizing.pod.Pods.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.sizing.quota.Candidate;
import dev.rightsizing.sizing.quota.Candidate.Pressed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodRangeTest {
  private final PodSizer sizer = new PodSizer(Thresholds.DEFAULT);

  private List<Size> fitted(Candidate candidate) {
    return sizer.withinRanges(candidate).containers().stream()
        .map(c -> c.cpu().recommended())
        .toList();
  }

  @Test
  void twoThatNeedTheSameShareTheMaxAlike() {
    // 1500m for both; they have 1000m, so 500m are left. Under usage each wants 900m - 500m = 400m,
    // together 800m: 500 / 800 of it, 250m, so 750m each.
    PodSizer.Outcome outcome =
        sizer.withinRanges(
            candidate(
                range(limits("-", "1500m", "-")),
                main("app", 0, "500m/500m", "900m", "1080m/1080m"),
                main("helper", 1, "500m/500m", "900m", "1080m/1080m")));

    assertThat(outcome.containers())
        .extracting(c -> c.cpu().recommended())
        .containsExactly(cpu("750m/750m"), cpu("750m/750m"));
    assertThat(outcome.problems())
        .containsExactly(
            "cpu of container app: request cut to 750m, limit cut to 750m by LimitRange 'pods' (cpu"
                + " of a pod: max 1500m)",
            "cpu of container helper: request cut to 750m, limit cut to 750m by LimitRange 'pods'"
                + " (cpu of a pod: max 1500m)");
    assertThat(outcome.containers().get(0).cpu().explanation())
        .endsWith(
            "request cut to 750m, limit cut to 750m by LimitRange 'pods' (cpu of a pod: max 1500m)");
  }

  @Test
  void whatIsUnderItsUsageComesBeforeHeadroom() {
    // 2 cores; they have 1000m. app lies 400m under its usage and gets it; 600m are left for
    // headroom of 200m (app) and 1000m (helper), half each: 100m and 500m.
    assertThat(
            fitted(
                candidate(
                    range(limits("-", "2", "-")),
                    main("app", 0, "500m/500m", "900m", "1100m/1100m"),
                    main("helper", 1, "500m/500m", "300m", "1500m/1500m"))))
        .containsExactly(cpu("1/1"), cpu("1/1"));
  }

  @Test
  void whoIsThrottledComesFirst() {
    Candidate even =
        candidate(
            range(limits("-", "1500m", "-")),
            main("app", 0, "500m/500m", "500m", "900m/900m"),
            main("helper", 1, "500m/500m", "900m", "1080m/1080m"));
    Candidate pressed =
        new Candidate(even.workload(), even.containers(), Set.of(new Pressed("app", Resource.CPU)));

    // 500m left: app gets its whole 400m, helper 100m.
    assertThat(fitted(pressed)).containsExactly(cpu("900m/900m"), cpu("600m/600m"));
  }

  @Test
  void anInitContainerHasWhatTheSidecarsBeforeItLeave() {
    // 1 core for the pod: 300m for the sidecar, so 700m for the init container after it.
    assertThat(
            fitted(
                candidate(
                    range(limits("-", "1", "-")),
                    container("proxy", ContainerRole.SIDECAR, 0, "300m/300m", "300m", "300m/300m"),
                    container("migrate", ContainerRole.INIT, 1, "500m/500m", "400m", "2/2"),
                    main("app", 0, "500m/500m", "300m", "400m/400m"))))
        .containsExactly(cpu("300m/300m"), cpu("700m/700m"), cpu("400m/400m"));
  }

  @Test
  void aPodThatWasOverTheMaxGetsWhatItUses() {
    // It has 2 cores of 1500m, as the LimitRange came later; it uses 1200m and wants 1600m: the
    // 300m over usage are shared by headroom of 200m each, 150m.
    assertThat(
            fitted(
                candidate(
                    range(limits("-", "1500m", "-")),
                    main("app", 0, "1/1", "600m", "800m/800m"),
                    main("helper", 1, "1/1", "600m", "800m/800m"))))
        .containsExactly(cpu("750m/750m"), cpu("750m/750m"));
  }

  @Test
  void whatDoesNotFitEvenAtUsageIsKeptAndSaid() {
    PodSizer.Outcome outcome =
        sizer.withinRanges(
            candidate(
                range(limits("-", "1", "-")),
                main("app", 0, "1/1", "900m", "1080m/1080m"),
                main("helper", 1, "1/1", "900m", "1080m/1080m")));

    assertThat(outcome.containers())
        .extracting(c -> c.cpu().recommended())
        .containsExactly(cpu("1/1"), cpu("1/1"));
    assertThat(outcome.problems())
        .containsExactly(
            "cpu: LimitRange 'pods' (cpu of a pod: max 1) does not allow what the pod uses; the"
                + " current sizes are kept");
  }

  @Test
  void lessThanTheMinIsRaisedInStep() {
    // Together 200m of at least 400m: twice each.
    assertThat(
            fitted(
                candidate(
                    range(limits("400m", "-", "-")),
                    main("app", 0, "500m/1", "100m", "150m/150m"),
                    main("helper", 1, "500m/1", "30m", "50m/150m"))))
        .containsExactly(cpu("300m/300m"), cpu("100m/150m"));
  }

  @Test
  void aLimitOverTheRatioComesDownToThePeakAndThenTheRequestFollows() {
    // Ratio 2. app may have 100m x 2 less the 1m that doubles need, but its peak of 400m is over
    // it, so 400m and the request 200m.
    assertThat(
            fitted(
                candidate(
                    range(limits("-", "-", "2")), main("app", 0, "500m/1", "400m", "100m/800m"))))
        .containsExactly(cpu("200m/400m"));
  }

  @Test
  void whatIsNotKnownIsNotCut() {
    // helper keeps its 500m, so app gets all of the other 1000m.
    assertThat(
            fitted(
                candidate(
                    range(limits("-", "1500m", "-")),
                    main("app", 0, "500m/500m", "900m", "1080m/1080m"),
                    Pods.unknown(main("helper", 1, "500m/500m", "0", "-/-")))))
        .containsExactly(cpu("1/1"), cpu("500m/500m"));
  }

  @Test
  void minAndMaxAlikeAreMetToTheLastMillicore() {
    // 1000m for three: 333m each would be refused for 1m too little.
    assertThat(
            fitted(
                candidate(
                    range(limits("1", "1", "-")),
                    main("a", 0, "300m/300m", "400m", "500m/500m"),
                    main("b", 1, "300m/300m", "400m", "500m/500m"),
                    main("c", 2, "300m/300m", "400m", "500m/500m"))))
        .containsExactly(cpu("334m/334m"), cpu("333m/333m"), cpu("333m/333m"));
  }
}
