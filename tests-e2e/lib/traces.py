# SPDX-License-Identifier: Apache-2.0
"""Checks the operator's spans in what a Collector's file exporter wrote: traces.py FILE"""
import json
import sys

PARENTS = {
    "evaluation": {"reconcile"},
    "risk evaluation": {"reconcile"},
    "query": {"evaluation", "risk evaluation"},
    "patch": {"evaluation"},
    "write object": {"evaluation", "risk evaluation"},
    "write status": {"evaluation", "risk evaluation", "reconcile"},
}
OF_THE_SPAN = {"memory.max", "resource.samples"}


def read(path):
    spans, resources = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            for resource in json.loads(line)["resourceSpans"]:
                resources.append({a["key"]: a["value"] for a in resource["resource"]["attributes"]})
                for scope in resource["scopeSpans"]:
                    for span in scope["spans"]:
                        spans[span["spanId"]] = span
    return spans, resources


def main(path):
    spans, resources = read(path)
    names = {span["name"] for span in spans.values()}
    missing = (set(PARENTS) | {"reconcile"}) - names
    if missing:
        sys.exit(f"no span named {sorted(missing)} among {sorted(names)}")
    for span in spans.values():
        parent = spans.get(span.get("parentSpanId"))
        allowed = PARENTS.get(span["name"])
        if allowed and parent and parent["name"] not in allowed:
            sys.exit(f"{span['name']} is a child of {parent['name']}")
        if allowed and not span.get("parentSpanId"):
            sys.exit(f"{span['name']} has no parent")
        keys = {a["key"] for a in span.get("attributes", [])}
        if not keys & OF_THE_SPAN:
            sys.exit(f"{span['name']} does not know what it cost: {sorted(keys)}")
    text = json.dumps(list(spans.values()))
    for never in ("rate(", "container_cpu_usage_seconds_total{", "Bearer", "eyJ"):
        if never in text:
            sys.exit(f"a span holds '{never}'")
    for resource in resources:
        if resource["k8s.cluster.name"]["stringValue"] != "local":
            sys.exit(f"resource without the cluster: {resource}")
    print(" ".join(f"{name}={sum(s['name'] == name for s in spans.values())}" for name in sorted(names)))


main(sys.argv[1])
