"""The texts: what code asks for exists, what exists is asked for, in every language."""
import json
import re

FOLDER = "assets/text/"
# What code asks for by name: catalog.text("deals.title"), count("deals.rows", n).
ASKED = re.compile(r'(?:\b|\.|->)(?:text|count|label|say)\(\s*"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"')
PREFIX = re.compile(r'\bof\(\s*"([a-z0-9_.]+)"')
PROBLEM = re.compile(r"ENTENTE_PROBLEM\((\w+)\)")
PLURALS = ("zero", "one", "two", "few", "many", "other")


def catalogs(tree):
    return {file.path: file for file in tree.having(".json") if file.path.startswith(FOLDER)}


def parsed(file):
    pairs = json.loads(file.text, object_pairs_hook=list)
    keys = [key for key, _ in pairs]
    return dict(pairs), [key for key in set(keys) if keys.count(key) > 1]


def base_of(key):
    stem, _, last = key.rpartition(".")
    return stem if last in PLURALS and stem else key


def read_all(tree):
    out = {}
    for path, file in catalogs(tree).items():
        try:
            out[path] = parsed(file)
        except ValueError as error:
            out[path] = ({}, [])
            yield path, 0, f"is no JSON: {error}"
            continue
        for key in sorted(out[path][1]):
            yield path, 0, f"{key} is there twice"


def texts_of(tree, language):
    file = tree.get(f"{FOLDER}{language}.json")
    return parsed(file)[0] if file else {}


def same_in_every_language(tree):
    english = {base_of(key) for key in texts_of(tree, "en")}
    for path in sorted(catalogs(tree)):
        keys = {base_of(key) for key in texts_of(tree, path[len(FOLDER):-5])}
        for key in sorted(english - keys):
            yield path, 0, f"{key} is missing"
        for key in sorted(keys - english):
            yield path, 0, f"{key} is not in English"


def placeholders(text):
    """A plural form may leave out the number."""
    return sorted(set(re.findall(r"\{(\w+)\}", text)) - {"n"})


def same_placeholders(tree):
    english = texts_of(tree, "en")
    for path in sorted(catalogs(tree)):
        for key, text in texts_of(tree, path[len(FOLDER):-5]).items():
            if key not in english or key.startswith("locale."):
                continue
            expected, found = placeholders(english[key]), placeholders(text)
            if found != expected:
                yield path, 0, f"{key} has the placeholders {found}, English {expected}"


def every_problem_has_a_text(tree):
    listed = tree.get("core/base/problem_list.h")
    texts = texts_of(tree, "en")
    if listed is None or not texts:
        return
    for match in PROBLEM.finditer(listed.text):
        name = match.group(1)
        if name == "name":
            continue
        if f"problem.{name}" not in texts:
            yield f"{FOLDER}en.json", 0, f"problem.{name} is missing"


def code_files(tree):
    return [file for file in tree.having(".h", ".cpp", ".js", ".mjs", ".html", ".json")
            if not file.under("tests", "assets/text") and "/" in file.path]


def every_asked_key_exists(tree):
    keys = {base_of(key) for key in texts_of(tree, "en")} | set(texts_of(tree, "en"))
    if not keys:
        return
    for file in code_files(tree):
        if not file.under("core/app", "ui", "web"):
            continue
        for match in ASKED.finditer(file.text):
            if match.group(1) not in keys:
                line = file.line_at(match.start())
                yield file.path, line, f"the text {match.group(1)} is not there"


def every_key_is_used(tree):
    literals, prefixes = set(), {"problem", "locale"}
    for file in code_files(tree):
        literals.update(re.findall(r"[\"'`]([a-z0-9_.]+)[\"'`]", file.text))
        prefixes.update(PREFIX.findall(file.text))
    prefixes.update(word[:-1] for word in literals if word.endswith("."))
    for key in sorted({base_of(key) for key in texts_of(tree, "en")}):
        parts = key.split(".")
        starts = {".".join(parts[:count]) for count in range(1, len(parts))}
        if key not in literals and not starts & prefixes:
            yield f"{FOLDER}en.json", 0, f"{key} is used by nothing"


RULES = [read_all, same_in_every_language, same_placeholders, every_problem_has_a_text,
         every_asked_key_exists, every_key_is_used]
