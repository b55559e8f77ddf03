#!/usr/bin/env python3
"""Writes the currencies of ISO 4217 as C++: code, decimals of the smallest unit, English name.

The decimals come from the standard's own list one, the names from Debian's iso-codes where it has
them. What has no smallest unit (gold, drawing rights, codes for testing) cannot be an amount and is
left out.

usage: generate_currencies.py LIST_ONE.xml iso_4217.json OUTPUT.h
"""

import json
import sys
import xml.etree.ElementTree


def minor_units(list_one):
    units = {}
    for entry in xml.etree.ElementTree.parse(list_one).iter("CcyNtry"):
        code, digits = entry.findtext("Ccy"), entry.findtext("CcyMnrUnts")
        if code and digits and digits.isdigit():
            units[code] = (int(digits), entry.findtext("CcyNm"))
    return units


def main(list_one, iso_codes, output):
    with open(iso_codes, encoding="utf-8") as file:
        names = {entry["alpha_3"]: entry["name"] for entry in json.load(file)["4217"]}
    units = minor_units(list_one)
    if len(units) < 150:
        sys.exit(f"{list_one}: only {len(units)} currencies, this is not ISO 4217's list one")
    with open(output, "w", encoding="utf-8") as file:
        file.write("// Made by cmake/generate_currencies.py.\n")
        for code, (digits, name) in sorted(units.items()):
            file.write(f'{{"{code}", {digits}, "{names.get(code, name)}"}},\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
