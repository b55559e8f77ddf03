"""Sums gcov's counts of lines and branches by folder.

The core is built without exceptions for this, so a branch is a decision that stands in the source
and not the way out of a call. Usage: coverage.py BUILD_DIR [--missing PATH_PREFIX]
"""
import collections
import concurrent.futures
import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = ("core/", "ui/", "server-stub/", "web/")


def report_of(path):
    """What gcov says of one object: it writes a compressed report into the folder it is run in."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["gcov", "--json-format", "--branch-probabilities", path], cwd=place,
                       check=True, capture_output=True)
        [report] = glob.glob(os.path.join(place, "*.gz"))
        with gzip.open(report) as file:
            return json.load(file)


class Reached:
    """By path: line -> was it ever reached; (line, which branch of it) -> was it ever taken."""

    def __init__(self):
        self.lines = collections.defaultdict(dict)
        self.branches = collections.defaultdict(dict)

    def add(self, report):
        for file in report["files"]:
            place = os.path.join(report["current_working_directory"], file["file"])
            path = os.path.relpath(os.path.normpath(place), ROOT)
            if not path.startswith(OURS):
                continue
            lines, branches = self.lines[path], self.branches[path]
            for line in file["lines"]:
                number = line["line_number"]
                lines[number] = lines.get(number, False) or line["count"] > 0
                for index, branch in enumerate(line["branches"]):
                    if not branch["throw"]:
                        key = number, index
                        branches[key] = branches.get(key, False) or branch["count"] > 0


def print_table(reached):
    folders = collections.defaultdict(lambda: [0, 0, 0, 0])
    for path, lines in reached.lines.items():
        folder = os.path.dirname(path)
        branches = reached.branches[path]
        whole = "/".join(folder.split("/")[:2])
        for name in {folder, f"{whole}, all of it", "all"}:
            for at, what in ((0, lines), (2, branches)):
                folders[name][at] += sum(what.values())
                folders[name][at + 1] += len(what)
    print(f"{'folder':32} {'lines':>14}          {'branches':>14}")
    for name, (line, lines, branch, branches) in sorted(folders.items()):
        print(f"{name:32} {line:6} of {lines:6} {100 * line / lines:6.1f}%"
              f"  {branch:6} of {branches:6} {100 * branch / max(1, branches):6.1f}%")


def print_missing(reached, prefix):
    for path, lines in sorted(reached.lines.items()):
        if not path.startswith(prefix):
            continue
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            source = file.read().split("\n")
        half = {number for (number, _), taken in reached.branches[path].items() if not taken}
        for number, hit in sorted(lines.items()):
            if not hit or number in half:
                print(f"{path}:{number}: {'half   ' if hit else 'unreached'} "
                      f"{source[number - 1].strip()}")


def main():
    build = os.path.abspath(sys.argv[1])
    objects = glob.glob(os.path.join(build, "**", "*.gcda"), recursive=True)
    if not objects:
        raise SystemExit(f"coverage: nothing was run in {build}")
    reached = Reached()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for report in pool.map(report_of, objects):
            reached.add(report)
    if "--missing" in sys.argv:
        print_missing(reached, sys.argv[sys.argv.index("--missing") + 1])
    else:
        print_table(reached)


main()
