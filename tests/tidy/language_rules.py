"""What three compilers and all layers have in common: words that are not used, and what is."""
import re

PORTABLE = ("core", "ui", "web")
PURE = ("core",)
EVERYWHERE = ("core", "ui", "web", "server-stub", "tests")

# (where, pattern, what to use instead). Patterns see code without comments and strings.
BANNED = [
    (EVERYWHERE, r"#\s*include\s*<format>|\bstd::format\b", "core/app/format: g++ 12 has none"),
    (EVERYWHERE, r"#\s*include\s*<expected>|\bstd::expected\b", "Result"),
    (EVERYWHERE, r"\bstd::(ranges|views)::|#\s*include\s*<ranges>",
     "iterator algorithms: libc++ 13 has none"),
    (EVERYWHERE, r"\bstd::bit_cast\b", "std::memcpy"),
    (EVERYWHERE, r"#\s*include\s*<source_location>", "what the check macro records"),
    (PORTABLE, r"#\s*include\s*<coroutine>|\bco_(await|return|yield)\b", "step(Session&, Input)"),
    (EVERYWHERE, r"\bstd::jthread\b", "std::thread"),
    (PORTABLE, r"\bconstexpr\s+std::(vector|string)\b(?!_)", "std::array or std::string_view"),
    (PORTABLE, r"\bthrow\b|\btry\s*\{|\bcatch\s*\(", "Result, or check for a bug"),
    (PORTABLE, r"\bdynamic_cast\b|\btypeid\b", "std::variant"),
    (PORTABLE, r"#\s*include\s*<([io]?stream|iostream|sstream|fstream|iomanip|regex|locale)>",
     "core/base/text"),
    (PORTABLE, r"#\s*include\s*<cassert>|(?<![\w_])assert\s*\(", "check"),
    (PURE, r"#\s*include\s*<(thread|mutex|atomic|future|random|ctime|filesystem)>",
     "an Input: core has no clock, randomness, threads or I/O"),
    (PURE, r"\b(system_clock|steady_clock|high_resolution_clock)::now\b|\bgetenv\b|\bstd::rand\b",
     "an Input: core has no clock, randomness or environment"),
    (("core/domain",), r"\b(float|double)\b", "Money, Percent or integers"),
    (("core", "ui"),
     r"#\s*(if|ifdef|ifndef|elif)\b.*(EMSCRIPTEN|_WIN32|__linux__|__APPLE__|__GNUC__|__clang__)",
     "another source file, chosen in CMake"),
    (("core", "ui"), r"#\s*include\s*<emscripten", "web"),
    (("ui/views",), r"#\s*include\s*<imgui", "ui/kit: what is drawn past it is told to nobody"),
    (EVERYWHERE, r"\busing\s+namespace\s+std\b(?!::)", "std::"),
]
BANNED_IN_SCRIPTS = [
    (r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write\b",
     "textContent and setAttribute"),
    (r"(?<![\w.$])eval\s*\(|\bnew\s+Function\b", "code: the content security policy forbids it"),
]
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b")
MACHINE = re.compile(r"/wo" r"rk/|\.\./sha" r"red|registry\.np" r"m|deb\.deb" r"ian|/ro" r"ot/")
VAGUE = re.compile(r"(Manager|Helper|Utils?|Data|Info|Impl)(?=[A-Z]|$)")
DECLARED = re.compile(r"\b(?:class|struct|enum(?:\s+class)?|union|concept|using)\s+([A-Za-z_]\w*)")
PASCAL = re.compile(r"^[A-Z][A-Za-z0-9]*$")
# What the standard library finds by its own name is spelled its way.
STANDARD_NAMES = {"iterator_category", "value_type", "difference_type", "pointer", "reference",
                  "tuple_size", "tuple_element", "hash", "is_transparent"}
SNAKE = re.compile(r"^[a-z0-9_.]+$")


def banned_words(tree):
    for file in tree:
        if file.is_cpp():
            for where, pattern, instead in BANNED:
                if file.under(*where):
                    yield from hits(file, pattern, f"is not used here; instead: {instead}")
        if file.is_script() and file.under("web"):
            for pattern, instead in BANNED_IN_SCRIPTS:
                yield from hits(file, pattern, f"is not used here; instead: {instead}")


def hits(file, pattern, message):
    for match in re.finditer(pattern, file.bare):
        yield file.path, file.line_at(match.start()), f"{match.group(0).strip()!r} {message}"


def unfinished(tree):
    for file in tree:
        for number, line in enumerate(file.lines, 1):
            if UNFINISHED.search(line):
                yield file.path, number, "unfinished work belongs into the code or nowhere"
            if MACHINE.search(line):
                yield file.path, number, "names a place of one machine"


def names(tree):
    for file in tree:
        if file.under(*EVERYWHERE) and file.is_cpp():
            if not SNAKE.match(file.name):
                yield file.path, 0, "a file name is snake_case"
            for match in DECLARED.finditer(file.bare):
                yield from judge_name(file, match)


def judge_name(file, match):
    name, line = match.group(1), file.line_at(match.start())
    if file.bare[match.end():].lstrip().startswith(";"):  # Another's type, only announced.
        return
    if name == "namespace" or match.group(0).startswith("using") and not re.match(
            r"\s*=", file.bare[match.end():]):
        return
    if VAGUE.search(name):
        yield file.path, line, f"{name} says nothing: name what it is"
    if not PASCAL.match(name) and name not in STANDARD_NAMES:
        yield file.path, line, f"{name}: a type is PascalCase"


def ordering_with_strings(tree):
    """libc++ 13 has no <=> for std::string: a defaulted one over a string does not compile."""
    for file in tree:
        if not (file.is_cpp() and file.under(*PORTABLE)):
            continue
        for match in re.finditer(r"operator<=>\s*\([^)]*\)\s*(const)?\s*=\s*default", file.bare):
            body = enclosing_braces(file.bare, match.start())
            if re.search(r"\bstd::string\b", body):
                yield file.path, file.line_at(match.start()), (
                    "a defaulted <=> with a std::string member; instead: write operator<")


def enclosing_braces(code, at):
    depth = 0
    begin = at
    while begin > 0 and depth >= 0:
        begin -= 1
        depth += {"}": 1, "{": -1}.get(code[begin], 0)
    depth, end = 1, begin + 1
    while end < len(code) and depth > 0:
        depth += {"{": 1, "}": -1}.get(code[end], 0)
        end += 1
    return code[begin:end]


RULES = [banned_words, unfinished, names, ordering_with_strings]
