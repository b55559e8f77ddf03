"""Plants faults in core/domain, one at a time, and counts how many the tests notice.

A fault is a flipped comparison, a bound off by one, a dropped guard, an `and` for an `or`: what a
tired hand writes and a compiler accepts. Each is compiled alone and linked into the tests in place
of its source's object. The choice follows from the seed, in proportion to what each file offers.
Usage: mutation.py BUILD_DIR [COUNT] [SEED] [PATH_PREFIX]
"""
import concurrent.futures
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAMS = ("core_domain_tests", "core_service_tests")
SECONDS_MAX = 240  # A fault that makes a test run for ever is noticed, too.

# (what it is, what it looks for, what it puts there)
FAULTS = [
    ("bound", re.compile(r" < (?!<)"), " <= "),
    ("bound", re.compile(r" <= "), " < "),
    ("bound", re.compile(r" > (?!>)"), " >= "),
    ("bound", re.compile(r" >= "), " > "),
    ("comparison", re.compile(r" == "), " != "),
    ("comparison", re.compile(r" != "), " == "),
    ("comparison", re.compile(r" < (?!<)"), " > "),
    ("logic", re.compile(r" && "), " || "),
    ("logic", re.compile(r" \|\| "), " && "),
    ("guard", re.compile(r"\bif \((?=.*\) (?:return|continue|break)\b)"), "if (false && "),
    ("guard", re.compile(r"\bif \(!"), "if ("),
    ("amount", re.compile(r" \+ 1\b"), ""),
    ("amount", re.compile(r" - 1\b"), ""),
    ("amount", re.compile(r" \+= (?=\w)"), " -= "),
]
NOT_CODE = re.compile(r'^\s*(//|#|\*)|\btemplate\b|\boperator\b|static_assert|"[^"]*( < | > )')


class Fault:
    def __init__(self, path, number, kind, before, after):
        self.path, self.number, self.kind = path, number, kind
        self.before, self.after = before, after


def faults_of(path):
    """Every fault that could stand in a file."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines, 1):
        code = line.split(" // ")[0]
        if NOT_CODE.search(code):
            continue
        for kind, wanted, instead in FAULTS:
            for match in wanted.finditer(code):
                after = line[:match.start()] + instead + line[match.end():]
                if instead.startswith("if (false"):  # The whole condition, to its own parenthesis.
                    after = with_condition_dropped(line, match.end())
                if after is not None:
                    yield Fault(path, number, kind, line.strip(), after)


def with_condition_dropped(line, start):
    depth = 1
    for at in range(start, len(line)):
        depth += {"(": 1, ")": -1}.get(line[at], 0)
        if depth == 0:
            return f"{line[:start]}false && ({line[start:at]}){line[at:]}"
    return None


def chosen(prefix, count, seed):
    """In proportion to what each file offers, and something of every file."""
    chance = random.Random(seed)
    offers = {}
    for folder, _, names in sorted(os.walk(os.path.join(ROOT, prefix))):
        for name in sorted(names):
            if name.endswith(".cpp"):
                path = os.path.relpath(os.path.join(folder, name), ROOT)
                found = list(faults_of(path))
                chance.shuffle(found)
                if found:
                    offers[path] = found
    total = sum(len(found) for found in offers.values())
    picked = []
    for found in offers.values():
        picked += found[:max(1, round(count * len(found) / total))]
    return picked, total


class Build:
    """How the build compiles a source, and how it links the tests."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        with open(os.path.join(self.folder, "compile_commands.json"), encoding="utf-8") as file:
            commands = json.load(file)
        self.compiles = {os.path.relpath(each["file"], ROOT): each for each in commands}
        self.links = {}
        for name in PROGRAMS:
            said = subprocess.run(["ninja", "-C", self.folder, "-t", "commands", name], check=True,
                                  capture_output=True, text=True).stdout
            line = [each for each in said.splitlines() if f"-o tests/{name}" in each][-1]
            self.links[name] = re.search(r"\S*c\+\+ .*?-o tests/\S+.*?(?= &&|$)", line).group(0)

    def compile(self, path, source, target):
        command = self.compiles[path]
        words = [word for word in shlex.split(command["command"]) if "ccache" not in word]
        for flag in ("-MD",):
            words = [word for word in words if word != flag]
        for flag in ("-MT", "-MF"):
            if flag in words:
                at = words.index(flag)
                del words[at:at + 2]
        words[words.index("-o") + 1] = target
        words[words.index("-c") + 1] = source
        words += ["-I", os.path.dirname(os.path.join(ROOT, path)), "-w"]
        run = subprocess.run(words, cwd=self.folder, capture_output=True, check=False)
        return run.returncode == 0

    def link(self, name, target, program):
        line = self.links[name].replace(f"-o tests/{name}", f"{target} -o {program}")
        return subprocess.run(line, shell=True, cwd=self.folder, capture_output=True,
                              check=False).returncode == 0


def programs_for(path):
    """The program whose tests mirror the file comes first."""
    area = path.split("/")[2]
    in_service = {"enablement", "leads", "notices", "onboarding", "outreach", "proofs", "support"}
    return PROGRAMS[::-1] if area in in_service else PROGRAMS


def outcome(build, fault):
    """"caught", "survived", or "no program" for what does not compile."""
    with open(os.path.join(ROOT, fault.path), encoding="utf-8") as file:
        lines = file.read().split("\n")
    lines[fault.number - 1] = fault.after
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, os.path.basename(fault.path))
        target = os.path.join(folder, "fault.o")
        with open(source, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        if not build.compile(fault.path, source, target):
            return "no program"
        for name in programs_for(fault.path):
            program = os.path.join(folder, name)
            if not build.link(name, target, program):
                raise SystemExit(f"mutation: {name} does not link with {fault.path}")
            try:
                run = subprocess.run([program, "--abort"], cwd=ROOT, capture_output=True,
                                     timeout=SECONDS_MAX, check=False)
            except subprocess.TimeoutExpired:
                return "caught"
            if run.returncode != 0:
                return "caught"
    return "survived"


def main():
    build = Build(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 330
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    prefix = sys.argv[4] if len(sys.argv) > 4 else "core/domain"
    faults, total = chosen(prefix, count, seed)
    print(f"{total} faults could be planted; seed {seed} chose {len(faults)}", flush=True)
    results, survivors = {}, []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for at, (fault, result) in enumerate(
                zip(faults, pool.map(lambda each: outcome(build, each), faults)), 1):
            results.setdefault(fault.kind, []).append(result)
            if result == "survived":
                survivors.append(fault)
            print(f"[{at}/{len(faults)}] {result:10} {fault.path}:{fault.number} {fault.kind}",
                  flush=True)
    print("\nkind        planted  caught")
    planted = caught = 0
    for kind, said in sorted(results.items()):
        real = [each for each in said if each != "no program"]
        planted += len(real)
        caught += real.count("caught")
        print(f"{kind:11} {len(real):7} {real.count('caught'):7}")
    print(f"{'all':11} {planted:7} {caught:7}\n\nsurvived:")
    for fault in survivors:
        print(f"{fault.path}:{fault.number} ({fault.kind})")
        print(f"    {fault.before}\n    {fault.after.strip()}")


main()
