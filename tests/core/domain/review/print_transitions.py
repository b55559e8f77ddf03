"""Prints the machine of the review as the code has it, with a test that takes each row.

Without --write it only asks whether core/domain/review/TRANSITIONS.md still says so.
Usage: print_transitions.py CORE_DOMAIN_TESTS [--write]
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 4))
TABLE = os.path.join(ROOT, "core/domain/review/TRANSITIONS.md")
# A year of chance takes most rows, and is no proof of any.
ASKED = ("review_test", "submit_test", "overlap_test", "award_test", "clock_test", "outcome_test",
         "protection_test", "question_test", "join_test", "pursuit_test", "transitions_test")
HEAD = """# The machine of a deal's review

Printed from `transitions.cpp` by `./test.sh proof transitions`; a test holds it to the code. What
stands in no row is refused in every state, which `tests/core/domain/review/transitions_test.cpp`
asks. A row with a "life" is acted out by it in `tests/support/deal_lives.cpp`.

| Command, or what another one's does | From | To | A test that takes it |
|---|---|---|---|
"""
ROW = re.compile(r"\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| `([^`]+)` \|")


def rows_of(program):
    """(command, from, to) with the tests that take it, in the order of the code."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows")
        wanted = ",".join(f"[#{name}]" for name in ASKED)
        run = subprocess.run([program, "-#", wanted], cwd=ROOT, capture_output=True, text=True,
                             env={**os.environ, "ENTENTE_ROWS": path}, check=False)
        if run.returncode != 0:
            raise SystemExit(f"transitions: the tests fail\n{run.stdout}")
        rows = []
        with open(path, encoding="utf-8") as file:
            for line in file.read().splitlines():
                if line.startswith("\t"):
                    rows[-1][1].append(line[1:])
                else:
                    rows.append((tuple(line.split("\t")), []))
    return rows


def printed(rows, named):
    """The table; a test that is named stays, else the first of a rule is, or a life."""
    lines = []
    for row, tests in rows:
        if not tests:
            raise SystemExit(f"transitions: no test takes {row}")
        test = named.get(row)
        if test not in tests:
            test = min(tests, key=lambda name: ("/transitions_test" in name, "life: " not in name,
                                                name))
        lines.append(f"| `{row[0]}` | {row[1]} | {row[2]} | `{test}` |\n")
    return HEAD + "".join(lines)


def main():
    text = ""
    if os.path.exists(TABLE):
        with open(TABLE, encoding="utf-8") as file:
            text = file.read()
    named = {match.groups()[:3]: match.group(4) for match in ROW.finditer(text)}
    rows = rows_of(sys.argv[1])
    now = printed(rows, named)
    lives = sum('"life: ' in line for line in now.splitlines())
    print(f"{len(rows)} transitions, a test for each: {len(rows) - lives} by a test of the rule, "
          f"{lives} by an acted life")
    if "--write" in sys.argv:
        with open(TABLE, "w", encoding="utf-8") as file:
            file.write(now)
    elif now != text:
        raise SystemExit("transitions: core/domain/review/TRANSITIONS.md is not what the code "
                         "says: ./test.sh proof transitions")


main()
