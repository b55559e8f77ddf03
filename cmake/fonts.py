"""Makes the fonts that both Dear ImGui and the browser draw with, from Debian's Inter and Lucide.

Same bytes for both, so that text in the canvas and in the field laid over it coincide to the pixel.
Figures are tabular by the character map itself; kerning, substitutions and hints are dropped, for
the atlas applies none of them. Usage: fonts.py INTER_DIR LUCIDE_DIR ICONS_H OUT_DIR
"""
import io
import json
import logging
import os
import re
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

# What the first screen needs: our texts, and names in English and its neighbors.
FIRST = [
    (0x20, 0x7E), (0xA0, 0xA1), (0xA3, 0xA3), (0xA5, 0xA5), (0xA7, 0xA7), (0xA9, 0xA9),
    (0xAB, 0xAB), (0xAD, 0xAE), (0xB0, 0xB1), (0xB7, 0xB7), (0xBB, 0xBB), (0xBF, 0xFF),
    (0x131, 0x131), (0x152, 0x153), (0x2009, 0x2009), (0x2010, 0x2011), (0x2013, 0x2014),
    (0x2018, 0x201A), (0x201C, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F),
    (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265),
]
# What takes its place soon after: names and signs from everywhere.
FULL = FIRST + [
    (0xA0, 0xBF), (0x2010, 0x2015), (0x2018, 0x2022), (0x2030, 0x2030), (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x100, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491), (0x1E9E, 0x1E9E), (0x2007, 0x2007),
    (0x200A, 0x200A), (0x2044, 0x2044), (0x2060, 0x2060), (0x20A0, 0x20BF), (0x2116, 0x2116),
    (0x2196, 0x2199), (0x2219, 0x2219), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2303, 0x2303), (0x2318, 0x2318), (0x2325, 0x2325), (0x21E7, 0x21E7), (0x23CE, 0x23CE),
    (0x25CF, 0x25CF), (0x2713, 0x2713),
]
WEIGHTS = ["Regular", "SemiBold"]
# A finer grid than any screen shows costs a tenth of the bytes. Lucide draws on one of 24.
UNITS_PER_EM = 512
ICON_UNITS_PER_EM = 480
PARTS = {"": FIRST, "-full": FULL}


def code_points(ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def tabular_figures(font):
    """The substitutions of the feature tnum."""
    table = font["GSUB"].table
    lookups = {
        index for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    mapping = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    return mapping


def bake_tabular_figures(font):
    substitutions = tabular_figures(font)
    best = font.getBestCmap()
    digits = {code: substitutions.get(best[code], best[code]) for code in range(0x30, 0x3A)}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(digits)


def even_out_figures(font):
    """SemiBold's 4 is off by some units. Needs a font without subroutines."""
    best = font.getBestCmap()
    width = font["hmtx"].metrics[best[0x30]][0]
    for code in range(0x30, 0x3A):
        if font["hmtx"].metrics[best[code]][0] != width:
            set_advance(font, best[code], width)


def set_advance(font, glyph, width):
    """The width stands in hmtx, and in the charstring relative to nominalWidthX."""
    font["hmtx"].metrics[glyph] = (width, font["hmtx"].metrics[glyph][1])
    top = font["CFF "].cff.topDictIndex[0]
    charstring = top.CharStrings[glyph]
    charstring.decompile()
    charstring.program = charstring_with_width(
        charstring.program, width - charstring.private.nominalWidthX
    )


def charstring_with_width(program, relative):
    arguments = 0
    operator = None
    for token in program:
        if isinstance(token, str):
            operator = token
            break
        arguments += 1
    wanted = {"hmoveto": 1, "vmoveto": 1, "rmoveto": 2, "endchar": 0}
    if operator in wanted:
        has_width = arguments > wanted[operator]
    elif operator in ("hstem", "vstem", "hstemhm", "vstemhm", "hintmask", "cntrmask"):
        has_width = arguments % 2 == 1
    else:
        raise SystemExit(f"fonts: a glyph begins with {operator}, its width cannot be set")
    return [relative] + (program[1:] if has_width else program)


def check_figures(font, name):
    best = font.getBestCmap()
    widths = {font["hmtx"].metrics[best[code]][0] for code in range(0x30, 0x3A)}
    if len(widths) != 1:
        raise SystemExit(f"fonts: the figures of {name} have the widths {sorted(widths)}")


def subset_font(font, wanted):
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "MVAR", "HVAR"]
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2]
    options.glyph_names = False
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def write_atomically(path, content):
    if os.path.exists(path) and open(path, "rb").read() == content:
        return
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "wb") as file:
        file.write(content)
    os.replace(temporary, path)


def saved(font):
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def make_text_fonts(inter, out):
    for weight in WEIGHTS:
        for part, ranges in PARTS.items():
            font = TTFont(os.path.join(inter, f"Inter-{weight}.otf"), recalcTimestamp=False)
            bake_tabular_figures(font)
            subset_font(font, code_points(ranges))
            scale_upem(font, UNITS_PER_EM)
            even_out_figures(font)
            check_figures(font, weight)
            name = f"inter-{weight.lower()}{part}.otf"
            write_atomically(os.path.join(out, name), saved(font))


def wanted_icons(path):
    """Lucide's names, and the code points that C++ draws them by."""
    line = re.compile(r"^ +\w+ = 0x([0-9a-f]+), +// ([a-z0-9-]+)$", re.MULTILINE)
    return {name: int(code, 16) for code, name in line.findall(open(path, encoding="utf-8").read())}


def make_icon_font(lucide, icons, out):
    codes = json.load(open(os.path.join(lucide, "font", "codepoints.json"), encoding="utf-8"))
    wrong = sorted(name for name, code in icons.items() if codes.get(name) != code)
    if wrong or not icons:
        raise SystemExit(f"fonts: not Lucide's names and code points: {', '.join(wrong)}")
    font = TTFont(os.path.join(lucide, "font", "lucide.ttf"), recalcTimestamp=False)
    subset_font(font, set(icons.values()))
    scale_upem(font, ICON_UNITS_PER_EM)
    write_atomically(os.path.join(out, "icons.ttf"), saved(font))


def main():
    # Lucide's table of glyph names is padded, which is worth a warning; it is dropped anyway.
    logging.disable(logging.WARNING)
    inter, lucide, icons_h, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    make_text_fonts(inter, out)
    make_icon_font(lucide, wanted_icons(icons_h), out)


main()
