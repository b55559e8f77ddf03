"""Plants the mistakes of year_faults.txt, one at a time, and asks the years of chance for each.

The tests with examples would notice most of them first: here only the year runs, and it must.
Usage: year.py BUILD_DIR [SEEDS]
"""
import os
import re
import subprocess
import sys
import tempfile

from faults import ROOT, blocks_of, lines_of
from trials import Build

MISTAKES = "tests/mutation/year_faults.txt"


def noticed(build, path, before, after, seeds):
    """What the first seed that notices the mistake says, or None."""
    lines = lines_of(path)
    at = [number for number, line in enumerate(lines) if line.strip() == before]
    if len(at) != 1:
        raise SystemExit(f"year: {path} has {len(at)} lines {before!r}")
    lines[at[0]] = after
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, os.path.basename(path))
        target = os.path.join(folder, "fault.o")
        program = os.path.join(folder, "years")
        with open(source, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        if not build.compile(path, source, target, folder):
            raise SystemExit(f"year: {path} does not compile with {after!r}")
        build.link("core_domain_tests", [target], program)
        run = subprocess.run([program, "--abort", "year: *"], cwd=ROOT, capture_output=True,
                             text=True, env={**os.environ, "ENTENTE_SEEDS": seeds}, check=False)
    if run.returncode == 0:
        return None
    seed = re.search(r"seed := (\d+)", run.stdout)
    said = re.search(r"FAILED:\n\s*(.*)", run.stdout)
    return f"seed {seed.group(1) if seed else '?'}: {said.group(1) if said else 'it ended'}"


def main():
    build = Build(sys.argv[1])
    seeds = sys.argv[2] if len(sys.argv) > 2 else "100"
    missed = 0
    print("planted mistake, and what the first year that notices it says")
    for path, before, after, what in blocks_of(MISTAKES):
        said = noticed(build, path, before, after, seeds)
        missed += said is None
        print(f"  {what}\n      {path}: {before}\n      {said or f'MISSED in {seeds} years'}",
              flush=True)
    print(f"{missed} missed")
    return 1 if missed else 0


sys.exit(main())
