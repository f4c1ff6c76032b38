# SPDX-License-Identifier: Apache-2.0
"""Holds objects against what a case expects of them, computed by hand.

case_check.py EXPECTED OBJECTS.json

EXPECTED has a line for each figure: KIND/NAME PATH VALUE [# why]
KIND/NAME is a Recommendation's target, or policy; PATH goes from the status down, a list being entered by the name of an
element: containers.app.cpu.recommended.request. VALUE may be "absent", ">=N", "<=N", "about N", which leaves 1 % for the sketch, or "~TEXT", which must occur in it.
"""
import json
import re
import sys

SUFFIXES = {"m": 1e-3, "": 1, "k": 1e3, "M": 1e6, "G": 1e9, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}


def number(text):
    match = re.match(r"(-?[0-9.]+)(m|k|M|G|Ki|Mi|Gi|)( [A-Z]{3})?$", str(text))
    return float(match[1]) * SUFFIXES[match[2]] if match else None


def step(value, key):
    if isinstance(value, list):
        named = [one for one in value if key in (one.get("name"), one.get("type"), one.get("resource"), one.get("reason"))]
        return named[0] if named else None
    return value.get(key) if isinstance(value, dict) else None


def resolve(status, path):
    value = status
    for key in re.findall(r"\[[^]]*\]|[^.\[]+", path):
        value = step(value, key.strip("[]"))
    return value


def holds(actual, expected):
    if expected == "absent":
        return actual is None
    if actual is None:
        return False
    shown = actual if isinstance(actual, str) else json.dumps(actual)
    if expected.startswith("~"):
        return expected[1:] in shown
    if expected[:2] in (">=", "<="):
        low, high = sorted((number(shown), number(expected[2:])))
        return (high if expected[0] == ">" else low) == number(shown)
    if expected.startswith("about "):
        wanted = number(expected[6:])
        return abs(number(shown) - wanted) <= 0.01 * abs(wanted)
    return shown == expected


def main(expected_file, objects_file):
    with open(objects_file) as file:
        items = json.load(file)["items"]
    by_name = {}
    for item in items:
        target = item["spec"].get("target", {}) if item["kind"] == "Recommendation" else {}
        key = f'{target["kind"]}/{target["name"]}' if target.get("kind") else "policy"
        by_name[key] = item.get("status", {})
    wrong = checked = 0
    with open(expected_file) as file:
        for line in file:
            line = re.split(r"(?:^|\s)#", line.rstrip(), maxsplit=1)[0].strip()
            if not line:
                continue
            name, path, expected = line.split(None, 2)
            checked += 1
            actual = resolve(by_name[name], path) if name in by_name else None
            if not holds(actual, expected):
                wrong += 1
                print(f"  {name} {path}: expected {expected}, got {json.dumps(actual)}")
    if checked == 0:
        print(f"  {expected_file} expects nothing")
    return 1 if wrong or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
