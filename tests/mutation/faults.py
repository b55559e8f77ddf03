"""The faults that could stand in core/domain: what a tired hand writes and a compiler accepts."""
import collections
import os
import random
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# A line of one file, as it is and as it would be. `number` counts from 1.
Fault = collections.namedtuple("Fault", "path number kind before after")

# (what it is, what it looks for, what it puts there)
FAULTS = [
    ("bound", re.compile(r" < (?!<)"), " <= "),
    ("bound", re.compile(r" <= "), " < "),
    ("bound", re.compile(r" > (?!>)"), " >= "),
    ("bound", re.compile(r" >= "), " > "),
    ("bound", re.compile(r"\bstd::min\b"), "std::max"),
    ("bound", re.compile(r"\bstd::max\b"), "std::min"),
    ("comparison", re.compile(r" == "), " != "),
    ("comparison", re.compile(r" != "), " == "),
    ("comparison", re.compile(r" < (?!<)"), " > "),
    ("logic", re.compile(r" && "), " || "),
    ("logic", re.compile(r" \|\| "), " && "),
    ("logic", re.compile(r"\bstd::any_of\b"), "std::all_of"),
    ("logic", re.compile(r"\bstd::all_of\b"), "std::any_of"),
    ("logic", re.compile(r"\breturn true;"), "return false;"),
    ("logic", re.compile(r"\breturn false;"), "return true;"),
    ("guard", re.compile(r"\bif \(!"), "if ("),
    ("guard", re.compile(r"\bTRY_DONE\("), "(void)("),
    ("amount", re.compile(r" \+ 1\b"), ""),
    ("amount", re.compile(r" - 1\b"), ""),
    ("amount", re.compile(r" [+-] Days\{1\}"), ""),
    ("sight", re.compile(r"\bseen_by::(staff|nobody)\b"), "seen_by::all"),
    ("amount", re.compile(r" \+= (?=\w)"), " -= "),
]
NOT_CODE = re.compile(r'^\s*(//|#|\*)|\btemplate\b|\boperator\b|static_assert|"[^"]*( < | > )')
GUARD = re.compile(r"\bif \(")
LEAVES = re.compile(r"\s*(return|continue|break)\b")


def lines_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read().split("\n")


def blocks_of(path):
    """A file's blocks, with an empty line between: (head, the line, the fault, what is said of it).
    A fault that is a line less is a lone -."""
    text = "\n".join(line for line in lines_of(path) if not line.startswith("#"))
    for block in filter(None, (each.strip("\n") for each in text.split("\n\n"))):
        head, before, after, *said = (line.strip() for line in block.split("\n"))
        yield head, before, "" if after == "-" else after, " ".join(said)


def faults_of(path):
    """Every fault that could stand in a file."""
    lines = lines_of(path)
    for number, line in enumerate(lines, 1):
        code = line.split(" // ")[0]
        if NOT_CODE.search(code):
            continue
        for kind, wanted, instead in FAULTS:
            for match in wanted.finditer(code):
                after = line[:match.start()] + instead + line[match.end():]
                yield Fault(path, number, kind, line, after)
        following = lines[number] if number < len(lines) else ""
        dropped = without_guard(code, following)
        if dropped:
            yield Fault(path, number, "guard", line, dropped)


def without_guard(line, following):
    """The line with its condition never met, when all that it does is to leave."""
    start = GUARD.search(line)
    if not start:
        return None
    depth, at = 1, start.end()
    while at < len(line) and depth:
        depth += {"(": 1, ")": -1}.get(line[at], 0)
        at += 1
    if depth:
        return None  # A condition of several lines.
    condition, rest = line[start.end():at - 1], line[at:]
    if not LEAVES.match(following if rest == " {" else rest):
        return None
    head = line[:start.end()]
    if "; " in condition:  # What the condition declares stays.
        declared, condition = condition.rsplit("; ", 1)
        head += declared + "; "
    if re.match(r"(const )?(auto|\w+)[*&]? [*&]?\w+ = ", condition):
        return f"{head}{condition}; false){rest}"
    return f"{head}false && ({condition})){rest}"


def slots(prefix, count, seed):
    """The faults of each file in the order of chance, and how many of them to plant: in proportion
    to what the file offers, and something of every file."""
    offers = {}
    for folder, _, names in sorted(os.walk(os.path.join(ROOT, prefix))):
        for name in sorted(names):
            if name.endswith((".cpp", ".h")):
                path = os.path.relpath(os.path.join(folder, name), ROOT)
                found = list(faults_of(path))
                random.Random(f"{seed} {path}").shuffle(found)
                if found:
                    offers[path] = found
    total = sum(len(found) for found in offers.values())
    return [(found, max(1, round(count * len(found) / total))) for found in offers.values()], total
