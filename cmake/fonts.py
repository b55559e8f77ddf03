"""Makes the fonts that both Dear ImGui and the browser draw with, from Debian's Inter and Lucide.

Same bytes for both, so that text in the canvas and in the field laid over it coincide to the pixel.
Figures are tabular by the character map itself; kerning, substitutions and hints are dropped, for
the atlas applies none of them. Usage: fonts.py INTER_DIR LUCIDE_DIR ICONS_TXT OUT_DIR
"""
import io
import json
import logging
import os
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

LATIN = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x1E9E, 0x1E9E), (0x2007, 0x2007), (0x2009, 0x200A), (0x2010, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044), (0x2060, 0x2060), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2193), (0x2196, 0x2199), (0x2212, 0x2212), (0x2219, 0x2219), (0x221E, 0x221E),
    (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x2303, 0x2303), (0x2318, 0x2318),
    (0x2325, 0x2325), (0x21E7, 0x21E7), (0x23CE, 0x23CE), (0x25CF, 0x25CF), (0x2713, 0x2713),
]
GREEK_CYRILLIC = [(0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491)]
WEIGHTS = {"Regular": LATIN + GREEK_CYRILLIC, "Medium": LATIN, "SemiBold": LATIN}


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
    """Medium's 4 is off by some units. Needs a font without subroutines."""
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
    for weight, ranges in WEIGHTS.items():
        font = TTFont(os.path.join(inter, f"Inter-{weight}.otf"), recalcTimestamp=False)
        bake_tabular_figures(font)
        subset_font(font, code_points(ranges))
        even_out_figures(font)
        check_figures(font, weight)
        write_atomically(os.path.join(out, f"inter-{weight.lower()}.otf"), saved(font))
    head, lines = font["head"], font["hhea"]
    return (lines.ascent - lines.descent) / head.unitsPerEm, lines.ascent / head.unitsPerEm


def wanted_icons(path):
    lines = (line.split("#")[0].strip() for line in open(path, encoding="utf-8"))
    return sorted({line for line in lines if line})


def make_icon_font(lucide, names, out):
    codes = json.load(open(os.path.join(lucide, "font", "codepoints.json"), encoding="utf-8"))
    missing = [name for name in names if name not in codes]
    if missing:
        raise SystemExit(f"fonts: Lucide has no icon named {', '.join(missing)} (assets/icons.txt)")
    font = TTFont(os.path.join(lucide, "font", "lucide.ttf"), recalcTimestamp=False)
    subset_font(font, {codes[name] for name in names})
    write_atomically(os.path.join(out, "icons.ttf"), saved(font))
    return {name: codes[name] for name in names}


def header(icons, line_height, ascent):
    lines = [
        "// Made by cmake/fonts.py from assets/icons.txt: each icon as the text that draws it, and",
        "// the measures of the text fonts in units of their size.",
        "#pragma once", "", "namespace entente::icon {", "",
    ]
    for name, code in sorted(icons.items()):
        escaped = "".join(f"\\x{byte:02x}" for byte in chr(code).encode("utf-8"))
        word = name.replace("-", "_")
        lines.append(f'inline constexpr const char* {word} = "{escaped}";')
    lines += [
        "", "}  // namespace entente::icon", "", "namespace entente::font {", "",
        f"inline constexpr float line_height_per_size = {line_height:.6f}f;",
        f"inline constexpr float ascent_per_size = {ascent:.6f}f;",
        "", "}  // namespace entente::font", "",
    ]
    return "\n".join(lines).encode("utf-8")


def main():
    # Lucide's table of glyph names is padded, which is worth a warning; it is dropped anyway.
    logging.disable(logging.WARNING)
    inter, lucide, icons_txt, out = sys.argv[1:]
    fonts, generated = os.path.join(out, "fonts"), os.path.join(out, "generated")
    os.makedirs(fonts, exist_ok=True)
    os.makedirs(generated, exist_ok=True)
    line_height, ascent = make_text_fonts(inter, fonts)
    icons = make_icon_font(lucide, wanted_icons(icons_txt), fonts)
    write_atomically(os.path.join(generated, "icons.h"), header(icons, line_height, ascent))


main()
