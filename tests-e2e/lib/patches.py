#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the scenarios assert of patches and sizes.

limits FILE            no recommended limit of a list of Recommendations is under the peak that was seen
same BEFORE AFTER      two versions of a workload differ in nothing but CPU and memory, and in these they do
pod                    a workload on standard input as a pod of its template, on standard output
"""
import json
import re
import sys

UNITS = {"n": 1e-9, "u": 1e-6, "m": 1e-3, "": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
         "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60}


def amount(quantity):
    number, unit = re.fullmatch(r"([0-9.]+(?:e[0-9]+)?)([A-Za-z]*)", quantity).groups()
    return float(number) * UNITS[unit]


def limits(path):
    seen = 0
    for item in json.load(open(path))["items"]:
        for container in item.get("status", {}).get("containers", []):
            for resource in ("cpu", "memory"):
                sizing = container[resource]
                limit = sizing["recommended"].get("limit")
                changed = sizing["recommended"] != {k: sizing["current"].get(k) for k in sizing["recommended"]}
                if limit and changed and "usage" in sizing:
                    seen += 1
                    # A measured value is shown with four digits, so the last of them may be rounded up.
                    if amount(limit) < amount(sizing["usage"]["max"]) * 0.999:
                        sys.exit(f"{item['metadata']['name']} {container['name']} {resource}: limit {limit} under "
                                 f"the peak {sizing['usage']['max']}: {sizing['explanation']}")
    if not seen:
        sys.exit("no limit was recommended, so nothing was tested")
    print(f"{seen} limits, none under its peak")


def template(workload):
    spec = workload["spec"]
    return spec["jobTemplate"]["spec"]["template"] if "jobTemplate" in spec else spec["template"]


def split(path):
    """The workload without CPU and memory, and these alone."""
    workload = json.load(open(path))
    meta = workload["metadata"]
    for key in ("resourceVersion", "generation", "managedFields"):
        meta.pop(key, None)
    meta.get("annotations", {}).pop("deprecated.daemonset.template.generation", None)
    workload.pop("status", None)
    sizes = []
    pod = template(workload)["spec"]
    for holder in [pod] + pod.get("initContainers", []) + pod["containers"]:
        resources = holder.get("resources", {})
        for part in ("requests", "limits"):
            values = resources.get(part, {})
            sizes.append([values.pop(key, None) for key in ("cpu", "memory")])
            if not values:
                resources.pop(part, None)
        if not resources:
            holder.pop("resources", None)
    return workload, sizes


def same(before, after):
    (one, old), (other, new) = split(before), split(after)
    if one != other:
        sys.exit("the patch changed more than CPU and memory")
    if old == new:
        sys.exit("the patch changed nothing")


def pod():
    workload = json.load(sys.stdin)
    made = template(workload)
    json.dump({"apiVersion": "v1", "kind": "Pod",
               "metadata": {"generateName": "of-a-patch-", "namespace": workload["metadata"]["namespace"],
                            "labels": {"of-a-patch": "true"}},
               "spec": made["spec"]}, sys.stdout)


{"limits": limits, "same": same, "pod": pod}[sys.argv[1]](*sys.argv[2:])
