"""Plants one violation after another into a small good tree: each must be found, by its own rule.

A test that cannot fail is a defect; this is the test of the test.
"""
import sys

import mutation_rules
import program_rules
import tidy
from functions import functions_of
from tree import File, Tree, without_comments

HEAD = "// What this is.\n#pragma once\n\n"
PROGRAM = ("| Statement | Carried by | Proved by |\n|---|---|---|\n"
           "| A quote adds up | `core/domain/quote.cpp: quote`, "
           "`assets/program.json: models[si].low` | "
           '`tests/core/quote_test.cpp: "quote: it adds up"` |\n'
           "| A wish | nothing yet | no test yet |\n"
           "| A word | `core/domain/quote.cpp: text::of` | data only: a word |\n")
MISTAKES = ("# What is to be noticed.\n\ncore/domain/quote.cpp\n"
            "    int quote(int a, int b) { return a + b; }\n    -\n    Nothing is quoted.\n")
GOOD = {
    "CMakeLists.txt": "add_subdirectory(core)\n",
    "core/README.md": "base holds values, domain the rules\n",
    "core/base/CMakeLists.txt": "entente_library(entente_base SOURCES money.cpp problem.cpp)\n",
    "core/base/money.h": HEAD + "struct Money {\n    int minor = 0;\n};\n",
    "core/base/money.cpp": '#include "core/base/money.h"\n\n#include <vector>\n\n'
                           'using namespace std::chrono;\n\nint f() { return 1; }\n',
    "core/base/problem_list.h": "// No #pragma once: a list.\nENTENTE_PROBLEM(amount_must_fit)\n",
    "core/base/problem.cpp": '#include "core/base/problem_list.h"\n',
    "core/domain/CMakeLists.txt": "entente_library(entente_domain SOURCES quote.cpp)\n",
    "core/domain/quote.cpp": '#include "core/base/money.h"\n\n'
                             'int quote(int a, int b) { return a + b; }\n'
                             'const char* key() { return text("quote.title", of("tier", x)); }\n',
    program_rules.TABLE: PROGRAM,
    mutation_rules.MISTAKES: MISTAKES,
    "assets/program.json": '{"models": [{"key": "si", "low": 20}, {"key": "other"}]}\n',
    "tests/README.md": "core, as the tree has it\n",
    "tests/CMakeLists.txt": "entente_test(test_quote core/quote_test.cpp)\n",
    "tests/core/quote_test.cpp": 'TEST_CASE("quote: it adds up") {\n}\n'
                                 '// TEST_CASE("quote: it is fair")\n',
    "web/README.md": "the page\n",
    "web/site.json": '{"from": "assets/text/*.json", "also": ["main.js", "program.json"]}\n',
    "web/main.js": "export function start(page) {\n    page.textContent = 'x';\n}\n",
    "assets/text/en.json": '{"quote.title": "Quote {x}", "tier.gold": "Gold",'
                           ' "problem.amount_must_fit": "Too large"}',
    "assets/text/de.json": '{"quote.title": "Angebot {x}", "tier.gold": "Gold",'
                           ' "problem.amount_must_fit": "Zu groß"}',
}
MONEY = GOOD["core/base/money.cpp"]
QUOTE = GOOD["core/domain/quote.cpp"]
LONG_FUNCTION = "int g() {\n" + "    f();\n" * 70 + "}\n"
DEEP = "int g() {\n" + "".join("if (a) {\n" for _ in range(5)) + "f();\n" + "}\n" * 6


def banned(word, path="core/base/money.cpp"):
    return ("banned_words", {path: GOOD[path] + word + "\n"})


def rows(old, new):
    """The table of the good tree with a part of it changed, which the rule must not let pass."""
    assert old in PROGRAM
    return ("program_table", {program_rules.TABLE: PROGRAM.replace(old, new)})


def mistakes(old, new):
    """The good tree's one planted mistake with a part of it changed."""
    assert old in MISTAKES
    return ("planted_mistakes", {mutation_rules.MISTAKES: MISTAKES.replace(old, new)})


# (rule that must find it, the files that plant it; None takes a file away)
PLANTED = [
    ("lines", {"core/base/money.cpp": MONEY + "//" + "x" * 99 + "\n"}),
    ("files", {"core/base/money.h": HEAD + "int a;\n" * 250}),
    ("files", {"core/base/money.cpp": MONEY + "int a;\n" * 700}),
    ("folders", {f"web/part_{i}.js": "import './main.js';\n" for i in range(20)}),
    ("functions", {"core/base/money.cpp": MONEY + LONG_FUNCTION}),
    ("functions",
     {"core/base/money.cpp": MONEY + "int g(int a, int b, int c, int d, int e, A f) {}"}),
    ("functions", {"core/base/money.cpp": MONEY + DEEP}),
    ("functions", {"web/main.js": LONG_FUNCTION.replace("int g", "function g")}),
    ("exports", {"web/abi.cpp": "EMSCRIPTEN_KEEPALIVE void f();\n" * 21}),
    banned("#include <format>"), banned("std::expected<int, int> x;"),
    banned("std::ranges::sort(x);"), banned("std::bit_cast<int>(x);"),
    banned("#include <source_location>"),
    banned("co_await x;"),
    banned("std::jthread t;"), banned("constexpr std::vector<int> x;"),
    banned("void g() { throw 1; }"),
    banned("void g() { try { f(); } catch (...) { } }"), banned("dynamic_cast<A*>(b);"),
    banned("#include <iostream>"), banned("assert(x);"), banned("#include <thread>"),
    banned("std::chrono::system_clock::now();"), banned("double x;", "core/domain/quote.cpp"),
    banned("#ifdef __EMSCRIPTEN__"), banned("#include <emscripten.h>"),
    banned("using namespace std;"),
    ("banned_words", {"ui/views/deals.cpp": "#include <imgui.h>\n"}),
    banned("page.innerHTML = text;", "web/main.js"), banned("eval(text);", "web/main.js"),
    ("unfinished", {"core/base/money.cpp": MONEY + "// TO" "DO: later\n"}),
    ("unfinished", {"web/main.js": "const home = '/wo" "rk/main';\n"}),
    ("names", {"core/base/money.h": HEAD + "struct MoneyHelper {};\n"}),
    ("names", {"core/base/money.h": HEAD + "class DataStore {};\n"}),
    ("names", {"core/base/money.h": HEAD + "struct money_amount {};\n"}),
    ("ordering_with_strings", {"core/base/money.h": HEAD + "struct Name {\n    std::string text;\n"
                               "    auto operator<=>(const Name&) const = default;\n};\n"}),
    ("direction", {"core/base/money.cpp": MONEY + '#include "core/domain/quote.h"\n',
                   "core/domain/quote.h": HEAD}),
    ("direction", {"core/base/money.cpp": MONEY + '#include "money.h"\n'}),
    ("direction", {"server-stub/a.cpp": '#include "core/app/b.h"\n', "core/app/b.h": HEAD}),
    ("json_behind_one_file", {"core/base/money.h": HEAD + "#include <nlohmann/json.hpp>\n"}),
    ("own_header_first",
     {"core/base/money.cpp": '#include <vector>\n#include "core/base/money.h"\n'}),
    ("head_paragraph", {"core/base/money.h": "#pragma once\n\nint a;\n"}),
    ("head_paragraph", {"core/base/money.h": "// What this is.\nint a;\n"}),
    ("long_paragraphs", {"core/base/money.h": "// It is.\n" * 6 + "#pragma once\n"}),
    ("listed_in_cmake", {"core/base/date.cpp": "int a;\n"}),
    ("listed_in_cmake", {"core/base/CMakeLists.txt": "file(GLOB x *.cpp)\n"}),
    ("dead_headers",
     {"core/base/date.h": HEAD, "core/base/date.cpp": '#include "core/base/date.h"\n'}),
    ("dead_scripts", {"web/unused.js": "export const a = 1;\n"}),
    ("dead_scripts", {"assets/unused.svg": "<svg/>\n"}),
    ("dead_scripts", {"assets/unshown.png": "", "README.md": "About unshown.png\n"}),
    ("dead_scripts", {"assets/a/b.png": "", "assets/a/README.md": "![](assets/a/b.png)"}),
    ("readme_in_each_folder", {"ui/kit/a.cpp": "int a;\n"}),
    ("read_all", {"assets/text/de.json": '{"tier.gold": "Gold", "tier.gold": "Gold"}'}),
    ("same_in_every_language", {"assets/text/de.json": "{}"}),
    ("same_placeholders", {"assets/text/de.json": '{"quote.title": "Angebot"}'}),
    ("every_problem_has_a_text",
     {"core/base/problem_list.h": "ENTENTE_PROBLEM(date_must_be_valid)\n"}),
    ("every_asked_key_exists", {"ui/views/deals.cpp": 'f(catalog.text("quote.missing"));\n'}),
    ("every_key_is_used", {"core/domain/quote.cpp": "int a;\n"}),
    rows("quote.cpp: quote", "margin.cpp: quote"), rows("quote.cpp: quote", "quote.cpp: margin"),
    rows("quote.cpp: quote", "quote.cpp"), rows("text::of", "text::from"),
    rows("models[si].low", "models[si].high"), rows("models[si].low", "models[reseller].low"),
    rows("models[si].low", "models.low"), rows("models[si].low", "models[si].low[si]"),
    rows("models[si].low", "models[]"),
    rows("tests/core/quote_test", "tests/core/margin_test"),
    rows("quote: it adds up", "quote: it is right"), rows("quote: it adds up", "quote: it is fair"),
    rows('"quote: it adds up"', "quote: it adds up"),
    rows("nothing yet", "something"), rows("no test yet", "of course"), rows("A wish", ""),
    rows("A wish", "A quote adds up"), rows(" | no test yet", ""), rows("|", "!"),
    ("program_table", {program_rules.TABLE: None}),
    mistakes("quote.cpp", "margin.cpp"), mistakes("a + b", "a - b"), mistakes("    -\n", ""),
    ("program_table", {"assets/program.json": '{"models": [{"key": "si"}]}\n'}),
    ("program_table", {"assets/program.json": '{"models": [{"key"'}),
    ("program_table", {"tests/core/quote_test.cpp": 'TEST_CASE("quote: it adds") {\n}\n'}),
]


def tree_with(planted):
    files = {**GOOD, **planted}
    return Tree([File(path, text) for path, text in files.items() if text is not None])


def failures():
    for finding in tidy.findings_of(tree_with({})):
        yield f"the good tree is found fault with: {finding}"
    for rule, planted in PLANTED:
        found = {finding[0] for finding in tidy.findings_of(tree_with(planted))}
        if rule not in found:
            yield f"{rule} does not find {planted}"[:200]
    for rule in tidy.RULES:
        if rule.__name__ not in {name for name, _ in PLANTED}:
            yield f"nothing is planted for {rule.__name__}"
    yield from failures_of_reading()


# (code, name, lines, parameters, nesting) of the one function in it
READ = [
    ("void f(int a, std::map<int, int> b) {\n  for (int i = 0; i < 3; i++) {\n  }\n}\n",
     "f", 4, 2, 1),
    ("Money::Money(int a) : a_{a}, b_(2) {\n}\n", "Money::Money", 2, 1, 0),
    ("auto f() -> std::vector<int> {\n  return {1, 2};\n}\n", "f", 3, 0, 0),
    ("int f(\n    int a,\n    int b\n) const {\n  if (a) {\n    if (b) {\n    }\n  }\n}\n",
     "f", 9, 2, 2),
    ('TEST_CASE("a: {", "[x]") {\n  const int rows[] = {{1}, {2}};\n}\n', "TEST_CASE", 3, 2, 0),
    ("void f() {\n  std::sort(a, b, [](int x, int y) {\n    return x < y;\n  });\n}\n",
     "f", 5, 0, 1),
    ("namespace a {\nstruct B {\n  int f() const { return 1'000; }\n};\n}\n", "f", 1, 0, 0),
    ("void f() {\n  // { not a brace\n  g(\"}\", '{');\n}\n", "f", 4, 0, 0),
]


def failures_of_reading():
    for code, *expected in READ:
        functions = functions_of(without_comments(code))
        found = [[f.name, f.length, f.parameters, f.nesting] for f in functions]
        if found != [expected]:
            yield f"read {found} instead of {expected} in {code!r}"


def main():
    found = list(failures())
    for failure in found:
        print(failure)
    print(f"self test: {len(PLANTED)} planted, {len(READ)} read, {len(found)} failures")
    sys.exit(1 if found else 0)


main()
