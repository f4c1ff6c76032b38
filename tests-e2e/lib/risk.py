# SPDX-License-Identifier: Apache-2.0
"""The reported risk, against an independent computation of when it had to be reported, and of what was true.

crossings EVENTS URL NAMESPACE PERCENT HOLD FROM
    Events on the Deployment "throttled" against Prometheus' samples: reported within a minute of the hold time's end, with figures,
    duration and advice (of a day at 200 millicores: 20 % more); and that "bursty" was throttled as often.
record RECORD EVENTS LIMIT_MIB NAME=KIB_A_SECOND...
    Minutes to the limit, in the status and in Events, against the memory used at that moment, to 20 %; and that "bursty" was
    never at risk.
"""
import json
import re
import sys
import urllib.parse
import urllib.request
from datetime import datetime

TELL_WITHIN = 60  # seconds after the hold time
TOLERANCE = 0.2
CLEARS_UNDER = 0.9  # of the threshold
LEAST_READINGS = 60
SHORT = 5  # minutes; below it whole minutes alone are more than that tolerance
SHORT_TOLERANCE = 1.5  # minutes, with the half that a status may be old


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
    query = (f"{ratio} > {threshold} and rate(container_cpu_cfs_periods_total{selector}) >= 0.5 "
             f"and rate(container_cpu_cfs_throttled_seconds_total{selector}) > 0.05")
    series = ask(url, "query_range", query=query, start=start, end=end, step=1)
    return [float(t) for t, _ in series[0]["values"]]


def epoch(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def event_times(events, reason):
    """When the API server had the Event, and its words."""
    one, = [e for e in events if e["regarding"]["name"] == "throttled" and e["reason"] == reason]
    return max(epoch(one["eventTime"]), epoch(one["metadata"]["creationTimestamp"])), one["note"]


def crossings(file, url, namespace, percent, hold, start):
    with open(file) as text:
        events = json.load(text)["items"]
    threshold, hold, start = int(percent) / 100, int(hold), int(start)
    warned, words = event_times(events, "ThrottlingRisk")
    cleared, clear_words = event_times(events, "RiskCleared")
    rise = over(url, namespace, threshold, start, cleared)[0]
    fall = over(url, namespace, threshold * CLEARS_UNDER, start, cleared)[-1] + 1
    delays = {"Warning": warned - rise - hold, "all-clear": cleared - fall - hold}
    for what, delay in delays.items():
        print(f"e2e:   {what} {delay:.0f} s after the hold time of {hold} s ended")
    print(f"e2e:   {words}\ne2e:   {clear_words}")
    # Times of Events are whole seconds.
    problems = [f"{what} after {delay:.0f} s" for what, delay in delays.items() if not -2 <= delay <= TELL_WITHIN]
    for part in (f"over {percent} % for 1m since 20", "% of its CPU periods", "ms each second", "advised: request 240m, "):
        if part not in words:
            problems.append(f"the Warning does not say '{part}'")
    ratio, _ = share(namespace, "bursty")
    bursty = float(ask(url, "query", query=ratio)[0]["value"][1])
    if bursty <= threshold:
        problems.append(f"bursty was throttled in {bursty:.0%} of its periods only, so its silence tells nothing")
    return problems


def read(file, limit, growth):
    """Of each name the readings (time, minutes reported, minutes that were true), and the levels of "bursty"."""
    at, reported, readings, levels = 0, {}, {name: [] for name in growth}, set()
    with open(file) as lines:
        for words in map(str.split, lines):
            if words[0] == "at":
                at, reported = int(words[1]), {}
            elif words[0] == "reported" and len(words) == 4:
                reported[words[1]] = words[3]
                if words[1] == "bursty":
                    levels.add(words[2])
            elif words[0] == "used" and reported.get(words[1], "-") != "-" and words[1] in growth:
                readings[words[1]].append((at, int(reported[words[1]]), (limit - float(words[2])) / growth[words[1]]))
    return readings, levels


def in_events(file, readings):
    """The same of what Events say, with the truth of the nearest reading moved to the Event's time."""
    with open(file) as text:
        events = json.load(text)["items"]
    for event in events:
        name, words = event["regarding"]["name"], re.search(r"\bin about (\d+) minute", event["note"])
        if words and readings.get(name):
            reported_at = epoch(event["eventTime"])
            at, _, true = min(readings[name], key=lambda reading: abs(reading[0] - reported_at))
            yield name, int(words[1]), true + (at - reported_at) / 60


def off(minutes, true):
    return abs(minutes - true) > (TOLERANCE * true if true >= SHORT else SHORT_TOLERANCE)


def record(file, events, limit, *leaks):
    growth = {name: float(kib) * 1024 * 60 for name, kib in (leak.split("=") for leak in leaks)}
    readings, levels = read(file, int(limit) * 1024 * 1024, growth)
    problems = []
    for name, rows in readings.items():
        if len(rows) < LEAST_READINGS:
            problems.append(f"{name}: only {len(rows)} readings")
            continue
        minutes, true = max(((m, t) for _, m, t in rows), key=lambda row: abs(row[0] - row[1]) / row[1])
        print(f"e2e:   {name}: {rows[0][1]} to {rows[-1][1]} minutes to the limit, truly {rows[0][2]:.1f} to {rows[-1][2]:.1f}; "
              f"of {len(rows)} readings the worst: {minutes} for {true:.1f} ({abs(minutes - true) / true:.0%})")
        problems += sorted({f"{name}: {m} minutes announced, truly {t:.1f}" for _, m, t in rows if off(m, t)})[:3]
    for name, minutes, true in in_events(events, readings):
        print(f"e2e:   {name}: the Event says {minutes} minutes, truly {true:.1f}")
        if off(minutes, true):
            problems.append(f"{name}: the Event says {minutes} minutes, truly {true:.1f}")
    if not levels or not levels <= {"None", "Unknown"}:  # unknown while Prometheus is away
        problems.append(f"the level of bursty was {sorted(levels)}")
    return problems


if __name__ == "__main__":
    found = {"crossings": crossings, "record": record}[sys.argv[1]](*sys.argv[2:])
    for problem in found:
        print(f"e2e:   {problem}")
    sys.exit(1 if found else 0)
