"""Checks the whole tree against the house style. Usage: tidy.py [ROOT]. Exit 1 on any finding."""
import os
import sys

import include_rules
import language_rules
import mutation_rules
import program_rules
import size_rules
import text_rules
from tree import read_tree

RULES = (size_rules.RULES + language_rules.RULES + include_rules.RULES + text_rules.RULES +
         program_rules.RULES + mutation_rules.RULES)


def findings_of(tree):
    for rule in RULES:
        for path, line, message in rule(tree):
            yield rule.__name__, path, line, message


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..", "..")
    tree = read_tree(os.path.abspath(root))
    findings = sorted(set(findings_of(tree)), key=lambda found: (found[1], found[2]))
    for rule, path, line, message in findings:
        print(f"{path}:{line}: {message} [{rule}]")
    print(f"tidy: {len(tree.files)} files, {len(RULES)} rules, {len(findings)} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
