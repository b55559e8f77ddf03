"""The hard numbers of the house style."""
from functions import functions_of
from tree import CODE

LINE_MAX = 100
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 700
HEADER_LINES_MAX = 250
FOLDER_FILES_MAX = 20
PARAMETERS_MAX = 5
NESTING_MAX = 4
EXPORTS_MAX = 20


def lines(tree):
    for file in tree:
        if file.extension not in CODE and not file.is_cmake():
            continue
        for number, line in enumerate(file.lines, 1):
            if len(line) > LINE_MAX:
                yield file.path, number, f"a line of {len(line)} characters (at most {LINE_MAX})"


def files(tree):
    for file in tree:
        if file.extension not in CODE:
            continue
        limit = HEADER_LINES_MAX if file.extension == ".h" else FILE_LINES_MAX
        if len(file.lines) - 1 > limit:
            yield file.path, 1, f"a file of {len(file.lines) - 1} lines (at most {limit})"


def folders(tree):
    count = {}
    for file in tree:
        if file.folder and file.extension in CODE:
            count[file.folder] = count.get(file.folder, 0) + 1
    for folder, number in sorted(count.items()):
        if number > FOLDER_FILES_MAX:
            yield folder, 0, f"a folder of {number} files (at most {FOLDER_FILES_MAX})"


def functions(tree):
    for file in tree:
        if not (file.is_cpp() or file.is_script()):
            continue
        for function in functions_of(file.bare):
            # A test case is a list of rows and checks: it may be as long as a function, no longer.
            for what, value, limit in (
                ("lines", function.length, FUNCTION_LINES_MAX),
                ("parameters", function.parameters, PARAMETERS_MAX),
                ("levels of nesting", function.nesting, NESTING_MAX),
            ):
                if value > limit:
                    yield file.path, function.first_line, (
                        f"{function.name} has {value} {what} (at most {limit})")


def exports(tree):
    names = [
        (file.path, file.line_at(at))
        for file in tree.having(".cpp") if file.under("web")
        for at in positions(file.bare, "EMSCRIPTEN_KEEPALIVE")
    ]
    if len(names) > EXPORTS_MAX:
        yield names[-1][0], names[-1][1], f"{len(names)} exported functions (at most {EXPORTS_MAX})"


def positions(text, word):
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


RULES = [lines, files, folders, functions, exports]
