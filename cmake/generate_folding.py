#!/usr/bin/env python3
"""Writes the tables behind core/base/text/folding.h, from Python's Unicode data.

Two tables: runs of letters whose lower case lies a fixed distance away, and what is left of a
lower-case letter without its accents. Only the scripts that have case or accents, up to U+FFFF.

usage: generate_folding.py RUNS.inc BARE.inc
"""

import sys
import unicodedata

# Latin, Greek, Cyrillic, Armenian; Georgian, Cherokee; Latin and Greek extended; letterlike and
# enclosed; Glagolitic, Latin C, Coptic, Georgian; Cyrillic B, Latin D; ligatures; full width.
RANGES = [
    (0x41, 0x58F), (0x10A0, 0x10FF), (0x1D00, 0x1FFF), (0x2070, 0x218F), (0x24B6, 0x24E9),
    (0x2C00, 0x2DFF), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xFB00, 0xFB17), (0xFF00, 0xFF5E),
]
# Marks that stand alone after decomposition, and points of Hebrew and Arabic.
MARKS = [
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
]
# Letters that Unicode does not take apart, as they are written where they are missing.
STROKES = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l",
    "ŋ": "n", "ŧ": "t", "þ": "th", "ƀ": "b", "ɨ": "i", "ɵ": "o", "ʉ": "u", "ƶ": "z", "ǥ": "g",
    "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "ς": "σ",
}


def letters():
    for first, last in RANGES:
        yield from range(first, last + 1)


def is_mark(letter):
    return any(first <= ord(letter) <= last for first, last in MARKS)


def lower(code):
    found = chr(code).lower()
    return ord(found) if len(found) == 1 and ord(found) <= 0xFFFF else code


def bare(letter):
    if letter in STROKES:
        return STROKES[letter]
    parts = unicodedata.normalize("NFKD", letter.casefold())
    kept = "".join(part for part in parts if not is_mark(part)).lower()
    return "".join(STROKES.get(part, part) for part in kept)


def runs():
    """[first, last, stride, distance]: alternating scripts have stride 2."""
    found = []
    for code in letters():
        distance = lower(code) - code
        if distance == 0:
            continue
        if found and found[-1][3] == distance:
            first, last, stride, _ = found[-1]
            step = code - last
            if step in (1, 2) and (first == last or stride == step):
                found[-1][1:3] = [code, step]
                continue
        found.append([code, code, 1, distance])
    return found


def main(runs_output, bare_output):
    with open(runs_output, "w", encoding="utf-8") as file:
        file.write("// Made by cmake/generate_folding.py: first, last, stride, distance.\n")
        for first, last, stride, distance in runs():
            file.write(f"{{0x{first:04X}, 0x{last:04X}, {stride}, {distance}}},\n")
    with open(bare_output, "w", encoding="utf-8") as file:
        file.write("// Made by cmake/generate_folding.py: lower-case letter, what remains of it.\n")
        for code in sorted(set(letters()) | {ord(letter) for letter in STROKES}):
            letter = chr(code)
            if lower(code) != code or is_mark(letter) or unicodedata.category(letter) == "Cn":
                continue
            remains = bare(letter)
            if remains == letter:
                continue
            if len(remains.encode()) > 6:
                sys.exit(f"U+{code:04X} needs more than the six bytes of a row")
            literal = remains.replace("\\", "\\\\").replace('"', '\\"')
            file.write(f'{{0x{code:04X}, "{literal}"}},\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
