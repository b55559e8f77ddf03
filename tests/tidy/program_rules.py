"""The table of the program: what it says to carry a sentence is there, and what is to prove it."""
import json
import re

TABLE = "core/domain/PROGRAM.md"
HEAD = ["Statement", "Carried by", "Proved by"]
CARRIED_BY_NOTHING = ("nothing yet",)
PROVED_BY_NOTHING = ("data only", "no test yet")
REFERENCE = re.compile(r"`([^`]*)`")
TEST_CASE = re.compile(r'\bTEST_CASE\(\s*"((?:[^"\\]|\\.)*)"')
STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[([^\]]+)\]")
# By which of its fields an entry of a list in the program is named.
NAMES = ("key", "name", "tier", "region", "level", "step", "label")


class Sources:
    """The files that the table names, each read once."""

    def __init__(self, tree):
        self.tree = tree
        self._tests = {}
        self._data = {}

    def tests(self, path):
        if path not in self._tests:
            file = self.tree.get(path)
            self._tests[path] = {
                match.group(1) for match in TEST_CASE.finditer(file.text)
                if not file.bare[match.start()].isspace()}  # A comment is blank there.
        return self._tests[path]

    def data(self, path):
        if path not in self._data:
            try:
                self._data[path] = json.loads(self.tree.get(path).text)
            except ValueError:
                self._data[path] = None  # Leads nowhere, so every row that names it is a finding.
        return self._data[path]

    def carries(self, path, what):
        """`what` is a path in data, else a word of the code, or several: `Level::pass_score`."""
        if path.endswith(".json"):
            return leads_somewhere(self.data(path), what)
        words = what.split("::")
        return all(re.search(rf"\b{re.escape(word)}\b", self.tree.get(path).bare)
                   for word in words)


def leads_somewhere(value, path):
    """`program.levels[expert].training_days`: fields by name, entries of lists by theirs."""
    at = 0
    while at < len(path):
        step = STEP.match(path, at)
        if step is None:
            return False
        field, entry = step.groups()
        if field is not None:
            if not isinstance(value, dict) or field not in value:
                return False
            value = value[field]
        else:
            entries = value if isinstance(value, list) else []
            found = [one for one in entries if is_named(one, entry)]
            if len(found) != 1:
                return False
            value = found[0]
        at = step.end()
    return True


def is_named(value, name):
    return isinstance(value, dict) and any(value.get(field) == name for field in NAMES)


def rows_of(table):
    for number, line in enumerate(table.lines, 1):
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells != HEAD and not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            yield number, cells


def problems_of(cells, sources):
    if len(cells) != len(HEAD) or not cells[0]:
        yield f"a row has a statement and {len(HEAD) - 1} more cells: " + ", ".join(HEAD)
        return
    for cell, absent, problem_of in (
        (cells[1], CARRIED_BY_NOTHING, carrier_problem),
        (cells[2], PROVED_BY_NOTHING, proof_problem),
    ):
        references = REFERENCE.findall(cell)
        if not references and not cell.startswith(absent):
            yield f"{cell!r} names nothing, and does not say: " + " or ".join(absent)
        for reference in references:
            path, _, what = reference.partition(": ")
            if not what:
                yield f"{reference!r} is not a file, a colon, and what is in it"
            elif sources.tree.get(path) is None:
                yield f"{path} is not there"
            elif problem := problem_of(path, what, sources):
                yield problem


def carrier_problem(path, what, sources):
    return None if sources.carries(path, what) else f"{path} has no {what}"


def proof_problem(path, what, sources):
    if len(what) < 2 or not what.startswith('"') or not what.endswith('"'):
        return f"the name of a test stands in quotes, not {what}"
    return None if what[1:-1] in sources.tests(path) else f"{path} has no test {what}"


def program_table(tree):
    table = tree.get(TABLE)
    if table is None:
        yield TABLE, 0, "is missing: what carries each sentence of the program"
        return
    sources = Sources(tree)
    stated = set()
    for number, cells in rows_of(table):
        for problem in problems_of(cells, sources):
            yield TABLE, number, problem
        if cells[0] in stated:
            yield TABLE, number, f"{cells[0]!r} is stated twice"
        stated.add(cells[0])
    if not stated:
        yield TABLE, 0, "has no rows"


RULES = [program_table]
