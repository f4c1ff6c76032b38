# SPDX-License-Identifier: Apache-2.0
"""Workloads for a recording, and an independent computation of what the operator should say of them.

manifests RECORDING NAMESPACE     a Deployment for each recorded pod, on standard output
compare RECOMMENDATIONS URL LEAST CPU P95 and memory peak of at least LEAST containers, to 1 %
"""
import collections
import csv
import gzip
import json
import math
import re
import sys
import urllib.parse
import urllib.request
from datetime import datetime

TOLERANCE = 0.01


def manifests(recording, namespace):
    pods = collections.defaultdict(set)
    with gzip.open(recording, "rt") as rows:
        for row in csv.DictReader(rows):
            recorded_namespace, pod, container = row["series"].split("/")
            pods[recorded_namespace, pod].add(container)
    for number, ((recorded_namespace, pod), containers) in enumerate(sorted(pods.items())):
        name = f"recorded-{number}"
        print("---")
        print(json.dumps({
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": name, "namespace": namespace},
            "spec": {
                "replicas": 1,
                "selector": {"matchLabels": {"app": name}},
                "template": {
                    "metadata": {"labels": {"app": name},
                                 "annotations": {"recorded": f"{recorded_namespace}/{pod}"}},
                    "spec": {"containers": [
                        {"name": container, "image": "registry.example.com/recorded:1.0.0"}
                        for container in sorted(containers)]}}}}))


def raw(url, metric, namespace, end):
    query = f'{metric}{{namespace="{namespace}",container!="",container!="POD"}}[6d]'
    form = urllib.parse.urlencode({"query": query, "time": end}).encode()
    with urllib.request.urlopen(url + "/api/v1/query", form) as answer:
        series = json.load(answer)["data"]["result"]
    return {(s["metric"]["pod"], s["metric"]["container"]):
            [(float(t), float(v)) for t, v in s["values"]] for s in series}


def rate(samples, at, width):
    """Prometheus' rate over (at - width, at], extrapolated to the edges as its documentation says."""
    inside = [(t, v) for t, v in samples if at - width < t <= at]
    if len(inside) < 2:
        return None
    increase = 0.0
    for (_, before), (_, after) in zip(inside, inside[1:]):
        increase += after - before if after >= before else after
    span = inside[-1][0] - inside[0][0]
    mean = span / (len(inside) - 1)
    to_start, to_end = inside[0][0] - (at - width), at - inside[-1][0]
    if to_start >= mean * 1.1:
        to_start = mean / 2
    if increase > 0 and inside[0][1] >= 0:
        to_start = min(to_start, span * inside[0][1] / increase)
    if to_end >= mean * 1.1:
        to_end = mean / 2
    return increase * (span + to_start + to_end) / span / width


def percentile(values, share):
    ordered = sorted(values)
    rank = share * (len(ordered) - 1)
    low, high = math.floor(rank), math.ceil(rank)
    return ordered[low] + (ordered[high] - ordered[low]) * (rank - low)


def number(quantity):
    match = re.fullmatch(r"([0-9.]+)(m|Mi)?", quantity)
    return float(match[1]) * {"m": 1e-3, "Mi": 1024 ** 2, None: 1}[match[2]]


def seconds(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def window(samples, start, end):
    """Only what a rate at or after start can see, so that each step looks at few samples."""
    return [(t, v) for t, v in samples if start - 600 <= t <= end]


def compare(recommendations, url, least):
    with open(recommendations) as file:
        items = json.load(file)["items"]
    evidence = items[0]["status"]["evidence"]
    start, end = seconds(evidence["from"]), seconds(evidence["to"])
    namespace = items[0]["metadata"]["namespace"]
    cpu = raw(url, "container_cpu_usage_seconds_total", namespace, end)
    memory = raw(url, "container_memory_working_set_bytes", namespace, end)
    by_target = {}
    for item in items:
        for container in item["status"]["containers"]:
            by_target[item["spec"]["target"]["name"], container["name"]] = container
    checked, wrong, worst = collections.Counter(), [], 0.0
    for (pod, container), samples in sorted(cpu.items()):
        reported = by_target[pod.rsplit("-", 2)[0], container]["cpu"].get("usage")
        near = window(samples, start, end)
        rates, left = [], 0
        for at in range(start, end + 1, 300):
            while left < len(near) and near[left][0] <= at - 300:
                left += 1
            value = rate(near[left:left + 12], at, 300)
            if value is not None:
                rates.append(value)
        if reported is None or not rates:
            continue
        worst = max(worst, check(wrong, pod, container, "cpu P95", percentile(rates, 0.95), number(reported["p95"]), 1e-6))
        checked["cpu"] += 1
    for (pod, container), samples in sorted(memory.items()):
        reported = by_target[pod.rsplit("-", 2)[0], container]["memory"].get("usage")
        values = [v for t, v in samples if start - 300 < t <= end]
        if reported is None or not values:
            continue
        worst = max(worst, check(wrong, pod, container, "memory peak", max(values), number(reported["max"]), 1e4))
        checked["memory"] += 1
    for line in wrong:
        print("  " + line)
    print(f"e2e:   compared CPU P95 of {checked['cpu']} and memory peak of {checked['memory']} containers,"
          f" greatest difference {worst:.2%}")
    return 1 if wrong or min(checked["cpu"], checked["memory"]) < least else 0


def check(wrong, pod, container, what, expected, reported, dust):
    """Quantities are shown with four digits, so what is next to nothing cannot agree to 1 %."""
    if abs(reported - expected) <= dust:
        return 0.0
    difference = abs(reported - expected) / max(expected, dust)
    if difference > TOLERANCE:
        wrong.append(f"{pod}/{container} {what}: computed {expected}, reported {reported} ({difference:.1%})")
    return difference


if __name__ == "__main__":
    if sys.argv[1] == "manifests":
        manifests(sys.argv[2], sys.argv[3])
    else:
        sys.exit(compare(sys.argv[2], sys.argv[3], int(sys.argv[4])))
