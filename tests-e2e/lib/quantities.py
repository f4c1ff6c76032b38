# SPDX-License-Identifier: Apache-2.0
"""Reads the - and + lines of a diff on standard input; ends with 1 unless they are the same but for quantities."""
import re
import sys

QUANTITY = re.compile(r"(?<=[:\s\"'])\d+(\.\d+)?(m|Ki|Mi|Gi|k|M|G)?(?=[\s,}\"']|$)")


def plain(lines, sign):
    return [QUANTITY.sub("#", line[1:]) for line in lines if line.startswith(sign)]


def main():
    lines = sys.stdin.read().split("\n")
    taken, added = plain(lines, "-"), plain(lines, "+")
    if not taken or taken != added:
        for pair in zip(taken, added):
            if pair[0] != pair[1]:
                print(*pair, sep="\n", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
