"""Makes the Luring Bonum fonts of this folder from TeX Gyre Bonum; run once, its output is kept in the checkout.

    python build_fonts.py /usr/share/texmf/fonts/opentype/public/tex-gyre

Needs fontTools. The source has cubic outlines in a CFF table, which the PDF library cannot embed; here they become
quadratic ones in a glyf table, within one unit of a thousand. Changed under the GUST Font License, which asks for
another name: the family is called Luring Bonum. No glyph is added; layout tables that a plain text run does not use
are left out. The same input gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

STYLES = {"regular": "Regular", "italic": "Italic", "bold": "Bold", "bolditalic": "Bold Italic"}
FAMILY = "Luring Bonum"
MAX_ERROR = 1.0  # units of 1/1000 em
DROPPED = ("CFF ", "GSUB", "GPOS", "GDEF", "kern", "FFTM", "VORG", "DSIG")


def rename(font: TTFont, style: str) -> None:
    """Give ``font`` the new family name in every record and say where it comes from."""
    name = font["name"]
    origin = "Changed from TeX Gyre Bonum 2.004: outlines converted to TrueType, layout tables removed, renamed."
    texts = {
        1: FAMILY,
        2: style,
        3: f"2.004;{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        5: "Version 2.004",
        6: f"{FAMILY}-{style}".replace(" ", ""),
        10: origin,
        13: "GUST Font License, see GUST-FONT-LICENSE.txt",
        16: None,
        17: None,
        18: None,
        21: None,
        22: None,
    }
    for record in list(name.names):
        if record.nameID in texts:
            name.removeNames(nameID=record.nameID)
    for number, text in texts.items():
        if text is not None:
            name.setName(text, number, 3, 1, 0x409)
            name.setName(text, number, 1, 0, 0)


def convert(source: Path, target: Path, style: str) -> None:
    """Write ``source`` (OpenType with CFF) as TrueType to ``target``."""
    font = TTFont(source, recalcTimestamp=False)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for glyph_name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[glyph_name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[glyph_name] = pen.glyph()
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    glyf.compile(font)
    for glyph_name, (width, _) in font["hmtx"].metrics.items():
        font["hmtx"][glyph_name] = (width, getattr(glyf[glyph_name], "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones, maxp.maxTwilightPoints, maxp.maxStorage = 1, 0, 0
    maxp.maxFunctionDefs, maxp.maxInstructionDefs, maxp.maxStackElements = 0, 0, 0
    maxp.maxSizeOfInstructions = 0
    maxp.maxComponentElements = max(
        (len(g.components) for g in outlines.values() if hasattr(g, "components")), default=0
    )
    post = font["post"]
    post.formatType, post.extraNames, post.mapping, post.glyphOrder = 3.0, [], {}, order
    font["OS/2"].fsType = 0
    rename(font, style)
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(target)


def main() -> None:
    """Convert the four styles from the folder named on the command line."""
    folder = Path(sys.argv[1])
    here = Path(__file__).resolve().parent
    for suffix, style in STYLES.items():
        convert(folder / f"texgyrebonum-{suffix}.otf", here / f"LuringBonum-{style.replace(' ', '')}.ttf", style)


if __name__ == "__main__":
    main()
