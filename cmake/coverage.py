"""Sums gcov's line counts by folder. Usage: coverage.py BUILD_DIR"""
import collections
import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = ("core/", "ui/", "server-stub/", "web/")


def reports(build):
    """gcov writes one compressed report an object file, into the folder it is run in."""
    objects = glob.glob(os.path.join(os.path.abspath(build), "**", "*.gcda"), recursive=True)
    if not objects:
        raise SystemExit(f"coverage: nothing was run in {build}")
    with tempfile.TemporaryDirectory() as folder:
        for index, path in enumerate(objects):
            place = os.path.join(folder, str(index))
            os.mkdir(place)
            subprocess.run(["gcov", "--json-format", path], cwd=place, check=True,
                           capture_output=True)
            for report in glob.glob(os.path.join(place, "*.gz")):
                with gzip.open(report) as file:
                    yield json.load(file)


def main():
    reached = collections.defaultdict(dict)  # path -> line -> was it ever reached
    for report in reports(sys.argv[1]):
        for file in report["files"]:
            place = os.path.join(report["current_working_directory"], file["file"])
            path = os.path.relpath(os.path.normpath(place), ROOT)
            if path.startswith(OURS):
                for line in file["lines"]:
                    number = line["line_number"]
                    reached[path][number] = reached[path].get(number, False) or line["count"] > 0
    folders = collections.defaultdict(lambda: [0, 0])
    for path, lines in reached.items():
        for name in (os.path.dirname(path), "all"):
            folders[name][0] += sum(lines.values())
            folders[name][1] += len(lines)
    for name, (hit, total) in sorted(folders.items()):
        print(f"{name:32} {hit:6} of {total:6} lines  {100 * hit / total:5.1f}%")


main()
