# SPDX-License-Identifier: Apache-2.0
"""What was told of risk, against a computation of its own of when it had to be told, and of what was true.

crossings EVENTS URL NAMESPACE PERCENT HOLD FROM   Events on the Deployment "throttled" against Prometheus' samples: told within
                                                   a minute of the hold time's end, with figures, duration and advice; and that
                                                   "bursty" was throttled as often
record RECORD LIMIT_MIB NAME=KIB_PER_SECOND...     minutes to the limit against the memory used at that moment, to 20 %; and that
                                                   "bursty" was never anything but at ease
"""
import json
import sys
import urllib.parse
import urllib.request
from datetime import datetime

TELL_WITHIN = 60  # seconds after the hold time
TOLERANCE = 0.2
CLEARS_UNDER = 0.9  # of the threshold
LEAST_READINGS = 60


def ask(url, path, **parameters):
    with urllib.request.urlopen(f"{url}/api/v1/{path}", urllib.parse.urlencode(parameters).encode()) as answer:
        return json.load(answer)["data"]["result"]


def share(namespace, container):
    selector = f'{{namespace="{namespace}",container="{container}"}}[5m]'
    return (f"rate(container_cpu_cfs_throttled_periods_total{selector}) "
            f"/ rate(container_cpu_cfs_periods_total{selector})", selector)


def over(url, namespace, threshold, start, end):
    """The seconds at which "throttled" really waited, in more than that share of its periods."""
    ratio, selector = share(namespace, "throttled")
    query = (f"{ratio} > {threshold} and rate(container_cpu_cfs_periods_total{selector}) >= 2 "
             f"and rate(container_cpu_cfs_throttled_seconds_total{selector}) > 0.05")
    series = ask(url, "query_range", query=query, start=start, end=end, step=1)
    return [float(t) for t, _ in series[0]["values"]]


def epoch(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def told(events, reason):
    """When the API server had the Event, and its words."""
    one, = [e for e in events if e["regarding"]["name"] == "throttled" and e["reason"] == reason]
    return max(epoch(one["eventTime"]), epoch(one["metadata"]["creationTimestamp"])), one["note"]


def crossings(file, url, namespace, percent, hold, start):
    with open(file) as text:
        events = json.load(text)["items"]
    threshold, hold, start = int(percent) / 100, int(hold), int(start)
    warned, words = told(events, "ThrottlingRisk")
    cleared, clear_words = told(events, "RiskCleared")
    rise = over(url, namespace, threshold, start, cleared)[0]
    fall = over(url, namespace, threshold * CLEARS_UNDER, start, cleared)[-1] + 1
    delays = {"Warning": warned - rise - hold, "all-clear": cleared - fall - hold}
    for what, delay in delays.items():
        print(f"e2e:   {what} {delay:.0f} s after the hold time of {hold} s ended")
    print(f"e2e:   {words}\ne2e:   {clear_words}")
    problems = [f"{what} after {delay:.0f} s" for what, delay in delays.items() if not -2 <= delay <= TELL_WITHIN]  # Prometheus' clock and its scrapes are a bit apart from the ticks
    for part in (f"over {percent} % for 1m since 20", "% of its CPU periods", "ms each second", "advised: request "):
        if part not in words:
            problems.append(f"the Warning does not say '{part}'")
    if "advised: request none" in words:
        problems.append("the Warning advises nothing")
    ratio, _ = share(namespace, "bursty")
    bursty = float(ask(url, "query", query=ratio)[0]["value"][1])
    if bursty <= threshold:
        problems.append(f"bursty was throttled in {bursty:.0%} of its periods only, so its silence tells nothing")
    return problems


def record(file, limit, *leaks):
    limit = int(limit) * 1024 * 1024
    growth = {name: float(kib) * 1024 * 60 for name, kib in (leak.split("=") for leak in leaks)}
    said, readings, levels = {}, {name: [] for name in growth}, []
    with open(file) as lines:
        for words in map(str.split, lines):
            if words[0] == "said" and len(words) == 4:
                said[words[1]] = words[3]
                if words[1] == "bursty":
                    levels.append(words[2])
            elif words[0] == "used" and said.get(words[1], "-") != "-" and words[1] in growth:
                name = words[1]
                readings[name].append((int(said.pop(name)), (limit - float(words[2])) / growth[name]))
    problems = []
    for name, pairs in readings.items():
        if len(pairs) < LEAST_READINGS:
            problems.append(f"{name}: only {len(pairs)} readings")
            continue
        wrong = [(abs(minutes - true) / true, minutes, true) for minutes, true in pairs]
        error, minutes, true = max(wrong)
        print(f"e2e:   {name}: {pairs[0][0]} to {pairs[-1][0]} minutes to the limit, truly {pairs[0][1]:.1f} to {pairs[-1][1]:.1f}; "
              f"of {len(pairs)} readings the worst: {minutes} for {true:.1f} ({error:.0%})")
        if error > TOLERANCE:
            problems.append(f"{name}: {minutes} minutes announced, truly {true:.1f}")
    if not levels or not set(levels) <= {"None", "Unknown"}:  # unknown while Prometheus is away
        problems.append(f"the level of bursty was {sorted(set(levels))}")
    return problems


if __name__ == "__main__":
    found = {"crossings": crossings, "record": record}[sys.argv[1]](*sys.argv[2:])
    for problem in found:
        print(f"e2e:   {problem}")
    sys.exit(1 if found else 0)
