"""Compiles a source with a fault in it, links it into the tests, and runs them."""
import collections
import glob
import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree

from faults import ROOT, lines_of

PROGRAMS = ("core_domain_tests", "core_service_tests")
SLOW_SECONDS = 1.0  # Cases that take longer come last.

TestCase = collections.namedtuple("TestCase", "program path name seconds")


def run_tests(program, *arguments, seconds=None):
    return subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, timeout=seconds,
                          check=False)


class Build:
    """How the build compiles a source, how it links the tests, and which sources a header is in."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        with open(os.path.join(self.folder, "compile_commands.json"), encoding="utf-8") as file:
            commands = json.load(file)
        self.compiles = {os.path.relpath(each["file"], ROOT): each["command"] for each in commands}
        self.links = {}
        for name in PROGRAMS:
            said = subprocess.run(["ninja", "-C", self.folder, "-t", "commands", name], check=True,
                                  capture_output=True, text=True).stdout
            line = [each for each in said.splitlines() if f"-o tests/{name}" in each][-1]
            line = re.search(r"\S*c\+\+ .*?-o tests/\S+.*?(?= &&|$)", line).group(0)
            self.links[name] = line + (" -fuse-ld=lld" if shutil.which("ld.lld") else "")
        self.includers = self.read_includers()

    def read_includers(self):
        """The sources of core/domain that include a header of it."""
        said = subprocess.run(["ninja", "-C", self.folder, "-t", "deps"], check=True,
                              capture_output=True, text=True).stdout
        includers = collections.defaultdict(list)
        for block in said.split("\n\n"):
            paths = [os.path.relpath(os.path.join(self.folder, line.strip()), ROOT)
                     for line in block.split("\n")[1:]]
            if not paths or not paths[0].startswith("core/domain/"):
                continue
            for path in paths[1:]:
                if path.startswith("core/domain/"):
                    includers[path].append(paths[0])
        return includers

    def sources_of(self, path):
        """What is compiled for a fault in it."""
        return self.includers[path] if path.endswith(".h") else [path]

    def program(self, name):
        return os.path.join(self.folder, "tests", name)

    def compile(self, path, source, target, first, *more):
        """`first` is a folder whose headers stand before those of the tree."""
        words = [word for word in shlex.split(self.compiles[path])
                 if "ccache" not in word and word != "-MD"]
        for flag in ("-MT", "-MF"):
            if flag in words:
                at = words.index(flag)
                del words[at:at + 2]
        words[words.index("-o") + 1] = target
        words[words.index("-c") + 1] = source
        words[1:1] = ["-I", first, "-I", os.path.dirname(os.path.join(ROOT, path))]
        # What the library checks of a bound stands in for the sanitizers of the other builds.
        words += ["-w", "-O0", "-D_GLIBCXX_ASSERTIONS", *more]
        run = subprocess.run(words, cwd=self.folder, capture_output=True, check=False)
        return run.returncode == 0

    def link(self, name, targets, program, *more):
        # Before all others, so that what is inline everywhere is checked as it is there.
        linker, words = self.links[name].split(" ", 1)
        words = words.replace(f"-o tests/{name}", f"-o {program}")
        line = " ".join([linker, *targets, words, *more])
        run = subprocess.run(line, shell=True, cwd=self.folder, capture_output=True, text=True,
                             check=False)
        if run.returncode != 0:
            raise SystemExit(f"mutation: {name} does not link:\n{run.stderr}")


class Tests:
    """The cases of the tests, how long each takes, and in which order a source asks them."""

    def __init__(self, build):
        self.cases = []
        self.seconds = {}
        for name in PROGRAMS:
            run = run_tests(build.program(name), "-#", "--reporter", "xml", "--durations", "yes")
            if run.returncode != 0:
                raise SystemExit(f"mutation: {name} fails before any fault is planted")
            found = []
            for case in xml.etree.ElementTree.fromstring(run.stdout).iter("TestCase"):
                path = os.path.relpath(os.path.join(ROOT, case.get("filename")), ROOT)
                took = float(case.find("OverallResult").get("durationInSeconds"))
                found.append(TestCase(name, path, case.get("name"), took))
            self.cases += found
            self.seconds[name] = sum(case.seconds for case in found)

    def stages(self, path):
        """(program, which of its cases, as Catch2 wants to be told) in the order to run them: the
        quick ones that mirror the source, the other quick ones, then the slow ones alike."""
        area = os.path.dirname(path)
        stem = os.path.splitext(os.path.basename(path))[0]
        names = {f"{name}_test.cpp" for name in (stem, os.path.basename(area))}

        def mirrors(test):
            return (area != "core/domain" and test.startswith(f"tests/{area}/")
                    or os.path.basename(test) in names)

        slow = {program: [] for program in PROGRAMS}
        stages = collections.defaultdict(list)
        for case in self.cases:
            far = not mirrors(case.path)
            if case.seconds >= SLOW_SECONDS:
                slow[case.program].append(pattern(case.name))
                stages[True, far, case.program].append(pattern(case.name))
            else:
                stages[False, far, case.program].append(f"[#{os.path.basename(case.path)[:-4]}]")
        home = {program for _, far, program in stages if not far}
        for late, far, program in sorted(stages, key=lambda key: (*key[:2], key[2] not in home)):
            wanted = sorted(set(stages[late, far, program]))
            if not late:
                but = "".join(f"~{each}" for each in slow[program])
                wanted = [each + but for each in wanted]
            yield program, ",".join(wanted)


def pattern(name):
    """A case by the beginning of its name: what comes after has a meaning of its own there."""
    return '"' + re.split(r'[,"\\\[\]]', name)[0] + '*"'


def planted(build, fault, folder):
    """The objects that hold the fault, or None when a compiler does not accept it."""
    lines = lines_of(fault.path)
    lines[fault.number - 1] = fault.after
    changed = os.path.join(folder, fault.path)
    os.makedirs(os.path.dirname(changed))
    with open(changed, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    targets = []
    for index, path in enumerate(build.sources_of(fault.path)):
        source = changed if path == fault.path else os.path.join(ROOT, path)
        targets.append(os.path.join(folder, f"{index}.o"))
        if not build.compile(path, source, targets[-1], folder):
            return None
    return targets


def outcome(build, tests, fault):
    """"caught", "survived", or "no program" for what does not compile."""
    with tempfile.TemporaryDirectory() as folder:
        targets = planted(build, fault, folder)
        if not targets:
            return "no program"
        for name, wanted in tests.stages(fault.path):
            program = os.path.join(folder, name)
            if not os.path.exists(program):
                build.link(name, targets, program)
            try:  # A fault that makes a test run for ever is noticed, too.
                limit = 60 + 10 * tests.seconds[name]
                if run_tests(program, "-#", "--abort", wanted, seconds=limit).returncode != 0:
                    return "caught"
            except subprocess.TimeoutExpired:
                return "caught"
    return "survived"


def lines_reached(build, paths):
    """The lines of these sources that any test reaches, as (path, number)."""
    reached = set()
    if not paths:
        return reached
    with tempfile.TemporaryDirectory() as folder:
        targets = []
        sources = sorted({source for path in paths for source in build.sources_of(path)})
        for index, path in enumerate(sources):
            target = os.path.join(folder, f"{index}.o")
            if not build.compile(path, os.path.join(ROOT, path), target, folder, "--coverage"):
                raise SystemExit(f"mutation: {path} does not compile with --coverage")
            targets.append(target)
        for name in PROGRAMS:
            program = os.path.join(folder, name)
            build.link(name, targets, program, "--coverage")
            if run_tests(program).returncode != 0:
                raise SystemExit(f"mutation: {name} fails with --coverage")
        for index in range(len(sources)):
            subprocess.run(["gcov", "--json-format", f"{index}.gcda"], cwd=folder, check=True,
                           capture_output=True)
            for report in glob.glob(os.path.join(folder, "*.gcov.json.gz")):
                with gzip.open(report) as file:
                    reached |= {(path, line["line_number"])
                                for each in json.load(file)["files"] for path in paths
                                if each["file"].endswith(path)
                                for line in each["lines"] if line["count"]}
                os.remove(report)
    return reached
