#!/usr/bin/env python3
"""Writes the public suffix list as what core/base/places/public_suffix.h reads.

A first line "public-suffixes 1", then one rule a line in byte order: lower case, Punycode, "*." and
"!" in front as in the list itself. Both sections are kept: a shop below somebody's hosting domain
is not the hoster.

The second output is the same text as C++ literals of a length that every compiler takes.

usage: generate_public_suffixes.py public_suffix_list.dat OUTPUT.txt OUTPUT.inc
"""

import sys


def ascii_label(label):
    if label.isascii():
        return label.lower()
    return "xn--" + label.lower().encode("punycode").decode("ascii")


def ascii_rule(rule):
    mark = "!" if rule.startswith("!") else ""
    return mark + ".".join(ascii_label(label) for label in rule.lstrip("!").split("."))


def main(source, text_output, literal_output):
    with open(source, encoding="utf-8") as file:
        lines = [line.split()[0] for line in file if line.strip() and not line.startswith("//")]
    rules = sorted({ascii_rule(line) for line in lines}, key=lambda rule: rule.encode())
    if len(rules) < 5000:
        sys.exit(f"{source}: only {len(rules)} rules, this is not the public suffix list")
    for rule in rules:
        if "*" in rule[1:]:
            sys.exit(f"{source}: a wildcard inside of {rule!r} has no meaning here")
    written = ["public-suffixes 1", *rules]
    with open(text_output, "w", encoding="ascii", newline="\n") as file:
        file.writelines(f"{line}\n" for line in written)
    with open(literal_output, "w", encoding="ascii", newline="\n") as file:
        for number, line in enumerate(written, start=1):
            ends_literal = number % 1000 == 0 or number == len(written)
            file.write(f'"{line}\\n"' + (",\n" if ends_literal else "\n"))


if __name__ == "__main__":
    main(*sys.argv[1:])
