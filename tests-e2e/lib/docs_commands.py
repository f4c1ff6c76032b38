# SPDX-License-Identifier: Apache-2.0
"""Finds the shell commands of the documentation: docs_commands.py FILE... prints one a line, as FILE:LINE<tab>COMMAND.

Commands are in fenced blocks without a language, or of sh, bash and console. Where a block has lines with a prompt ("$ "), these are
its commands and the rest is what they print. The block of a page that is generated from the help is "text"; its commands are those
under "Examples:". A comment in the line before a block, <!-- not run: REASON -->, leaves the block out.

Fails with the file and the line for a block that has a command of ours beside something that is neither command nor comment, and for
a "not run" without a reason.
"""
import re
import sys

OURS = ("rightsize", "bin/rightsize", "kubectl", "make", "helm", "promtool", "tests-e2e/", ".local/bin/")
LANGUAGES = ("", "sh", "bash", "console", "shell")
MARK = re.compile(r"<!--\s*not run:?\s*(.*?)\s*-->")
ASSIGNMENTS = re.compile(r"^(?:[A-Z][A-Z0-9_]*=\S*\s+)+")


def fail(path, line, why):
    sys.exit(f"{path}:{line}: {why}")


def blocks(path, text):
    """Yields language, reason not to run, number of the first line, lines."""
    lines = text.split("\n")
    i = 0
    while i < len(lines):
        fence = re.match(r"^(\s*)```(\w*)\s*$", lines[i])
        if not fence:
            i += 1
            continue
        end = next((j for j in range(i + 1, len(lines)) if lines[j].strip() == "```"), None)
        if end is None:
            fail(path, i + 1, "the block does not end")
        before = next((lines[j] for j in range(i - 1, -1, -1) if lines[j].strip()), "")
        mark = MARK.match(before.strip())
        if mark and not mark.group(1):
            fail(path, i, "say why: <!-- not run: REASON -->")
        indent = len(fence.group(1))
        yield fence.group(2), bool(mark), i + 2, [line[indent:] for line in lines[i + 1 : end]]
        i = end + 1


def is_ours(line):
    return ASSIGNMENTS.sub("", line).startswith(OURS)


def joined(first, lines):
    """Lines with those that a backslash continues."""
    whole, start = "", 0
    for number, line in enumerate(lines, first):
        start = start if whole else number
        if line.endswith("\\"):
            whole += line[:-1].rstrip() + " "
            continue
        yield start, (whole + line.strip()).strip()
        whole = ""


def commands(path, language, first, lines):
    if language == "text":
        examples = False
        for number, line in enumerate(lines, first):
            if examples and line.startswith("  "):
                yield number, line.strip()
            examples = line == "Examples:" or (examples and line.startswith("  "))
        return
    prompts = [(n, line[2:]) for n, line in joined(first, lines) if line.startswith("$ ")]
    if prompts:
        yield from prompts
        return
    found = list(joined(first, lines))
    if language == "" and not any(is_ours(line) for _, line in found):
        return  # a query, a part of a file, an answer
    for number, line in found:
        if not line or line.startswith("#") or not ASSIGNMENTS.sub("", line + " "):
            continue  # a comment, or settings alone
        if not is_ours(line):
            fail(path, number, f"cannot be run: {line!r}; put it into a block of its own, or mark the block <!-- not run: REASON -->")
        yield number, line


def main():
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as page:
            for language, marked, first, lines in blocks(path, page.read()):
                if marked or language not in LANGUAGES + (("text",) if path.endswith("docs/cli.md") else ()):
                    continue
                for number, command in commands(path, language, first, lines):
                    print(f"{path}:{number}\t{command}")


if __name__ == "__main__":
    main()
