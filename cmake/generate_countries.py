#!/usr/bin/env python3
"""Writes the countries of ISO 3166-1 as C++: two-letter code and short English name, by code.

usage: generate_countries.py iso_3166-1.json OUTPUT.h
"""

import json
import sys


def main(iso_codes, output):
    with open(iso_codes, encoding="utf-8") as file:
        entries = json.load(file)["3166-1"]
    if len(entries) < 240:
        sys.exit(f"{iso_codes}: only {len(entries)} countries, this is not ISO 3166-1")
    # iso-codes gives a common name where people use another than the official short one.
    countries = {entry["alpha_2"]: entry.get("common_name", entry["name"]) for entry in entries}
    with open(output, "w", encoding="utf-8") as file:
        file.write("// Made by cmake/generate_countries.py.\n")
        for code, name in sorted(countries.items()):
            file.write(f'{{"{code}", "{name}"}},\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
