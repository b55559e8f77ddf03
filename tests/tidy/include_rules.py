"""Headers and includes: each header says what it is, arrows run one way, nothing lies dead."""
import os
import re

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
OURS = ("core", "ui", "web", "server-stub", "tests")

# What each folder may include, besides itself.
MAY_INCLUDE = {
    "core/base": [],
    "core/domain": ["core/base"],
    "core/sync": ["core/base", "core/domain"],
    "core/app": ["core/base", "core/domain", "core/sync"],
    "ui/kit": ["core/base"],
    "ui/views": ["core/base", "core/domain", "core/sync", "core/app", "ui"],
    "ui": ["core"],
    "web": ["core", "ui"],
    "server-stub": ["core/base", "core/domain", "core/sync"],
    "tests": ["core", "ui", "web", "server-stub"],
}
LIST_HEADER = "// No #pragma once:"
PARAGRAPH_MAX = 5


def area_of(path):
    areas = [area for area in MAY_INCLUDE if path.startswith(area + "/")]
    return max(areas, key=len) if areas else None


def includes_of(file):
    for match in INCLUDE.finditer(file.text):
        yield match.group(1) == '"', match.group(2), file.line_at(match.start())


def direction(tree):
    for file in tree:
        area = area_of(file.path)
        if not file.is_cpp() or area is None:
            continue
        for quoted, path, line in includes_of(file):
            if not quoted:
                continue
            if path.startswith("generated/"):  # Made by the build, from packages.
                continue
            if tree.get(path) is None:
                yield file.path, line, f'"{path}" is not a path from the root of the tree'
                continue
            allowed = [area] + MAY_INCLUDE[area]
            if not any(path.startswith(folder + "/") for folder in allowed):
                yield file.path, line, f"{area} may not include {path}"


def json_behind_one_file(tree):
    for file in tree:
        if file.extension != ".h":
            continue
        for _, path, line in includes_of(file):
            if path.startswith("nlohmann/json.hpp"):
                yield file.path, line, "nlohmann/json.hpp in a header: every user reads it again"


def own_header_first(tree):
    for file in tree:
        if file.extension != ".cpp" or not file.under(*OURS):
            continue
        own = f"{file.folder}/{file.stem}.h"
        first = next(includes_of(file), None)
        if tree.get(own) and first and first[1] != own:
            yield file.path, first[2], f'the first include is the own header, "{own}"'


def head_paragraph(tree):
    for file in tree:
        if file.extension != ".h" or not file.under(*OURS) or LIST_HEADER in file.text:
            continue
        if not re.search(r"^#pragma once$", file.text, re.MULTILINE):
            yield file.path, 1, "#pragma once is missing"
            continue
        lines = [line for line in file.lines if line.strip() and line.strip() != "#pragma once"]
        paragraph = comment_lines(lines)
        if paragraph == 0:
            yield file.path, 1, "a header begins with a paragraph that says what it is"


def comment_lines(lines):
    count = 0
    for line in lines:
        if not line.startswith("//"):
            break
        count += 1
    return count


def long_paragraphs(tree):
    """The first paragraph, up to a line that is only `//`, has at most five lines."""
    for file in tree:
        if file.extension != ".h" or not file.under(*OURS):
            continue
        count = 0
        for line in file.lines:
            if not line.startswith("//") or line.strip() == "//":
                break
            count += 1
        if count > PARAGRAPH_MAX:
            yield file.path, 1, f"the first paragraph has {count} lines (at most {PARAGRAPH_MAX})"


def listed_in_cmake(tree):
    lists = [file for file in tree if file.is_cmake()]
    for file in lists:
        if re.search(r"\bfile\s*\(\s*GLOB", file.text):
            yield file.path, 0, "sources are listed, not globbed"
    for file in tree.having(".cpp"):
        if not file.under(*OURS):
            continue
        if not any(lists_source(cmake, file.path) for cmake in lists):
            yield file.path, 0, "is in no CMakeLists.txt"


def lists_source(cmake, path):
    folder = cmake.folder + "/" if cmake.folder else ""
    if not path.startswith(folder):
        return "${PROJECT_SOURCE_DIR}/" + path in cmake.text
    local = path[len(folder):]
    return re.search(rf"(?<![\w./-]){re.escape(local)}(?![\w./-])", cmake.text) is not None


def dead_headers(tree):
    used = {}
    for file in tree:
        if file.is_cpp():
            for _, path, _ in includes_of(file):
                used.setdefault(path, set()).add(file.path)
    lists = "".join(file.text for file in tree if file.name == "CMakeLists.txt" or
                    file.extension == ".cmake")
    for file in tree.having(".h"):
        if not file.under(*OURS):
            continue
        own = f"{file.folder}/{file.stem}.cpp"
        configures_a_library = f'="${{PROJECT_SOURCE_DIR}}/{file.path}"' in lists
        if not configures_a_library and not used.get(file.path, set()) - {own}:
            yield file.path, 0, "is included by nothing"


def dead_scripts(tree):
    """A script, a style or an asset is named by something else: a list, a page, another script."""
    for file in tree:
        alive = file.is_script() or file.extension in {".css", ".py"} or file.under("assets")
        if not alive or file.name.endswith((".test.mjs", "README.md")):
            continue
        if not any(names_file(other, file) for other in tree if other.path != file.path):
            yield file.path, 0, "is used by nothing"


def names_file(other, file):
    if other.extension == ".md":  # A mention is no use, but a picture is there to be shown.
        from_page = os.path.relpath(file.path, other.folder or ".")
        return file.extension == ".png" and f"({from_page})" in other.text
    if file.name in other.text:
        return True
    if file.extension == ".py" and re.search(rf"\b(import|from) {file.stem}\b", other.text):
        return True
    # A list may name a whole folder: "assets/text/*.json".
    return f"{os.path.basename(file.folder)}/*{file.extension}" in other.text


def readme_in_each_folder(tree):
    folders = {file.folder for file in tree if file.under(*OURS, "cmake") and file.extension in
               {".h", ".cpp", ".js", ".mjs", ".py", ".sh"}}
    # A subfolder of a described folder may be described there.
    for folder in sorted(folders):
        top = folder
        described = False
        while top:
            described = described or describes(tree.get(f"{top}/README.md"), folder[len(top) + 1:])
            top = top.rpartition("/")[0]
        if not described:
            yield folder, 0, "has no README.md, and no folder above says what it is"


def describes(readme, below):
    return readme is not None and below.split("/")[0] in readme.text


RULES = [direction, json_behind_one_file, own_header_first, head_paragraph, long_paragraphs,
         listed_in_cmake, dead_headers, dead_scripts, readme_in_each_folder]
