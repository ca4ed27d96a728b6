// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/**
 * Part of a typeface, cut and compressed once, laid as it is into each document. Codes are glyph
 * numbers of two bytes (Identity-H), and a table gives the characters back (ToUnicode).
 */
final class PdfFont {
  private static final List<String> TABLES =
      List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm");

  private static final String HEX = "0123456789ABCDEF";

  /** By character; 0 where the part has none. */
  private final short[] glyphs;

  /** By character, in thousandths of the size. */
  private final short[] widths;

  private final String name;
  private final Deflated program;
  private final Deflated toUnicode;
  private final Deflated cidSet;
  private final COSArray allWidths = new COSArray();
  private final int[] box;
  private final int ascent;
  private final int descent;

  /** Takes from the typeface the characters that it has of those. */
  PdfFont(TrueTypeFont face, String tag, List<Integer> characters) throws IOException {
    TTFSubsetter part = new TTFSubsetter(face, TABLES);
    CmapLookup lookup = face.getUnicodeCmapLookup();
    Map<Integer, Integer> old = new TreeMap<>();
    for (int c : characters) {
      int glyph = lookup.getGlyphId(c);
      if (glyph != 0) {
        part.add(c);
        old.put(c, glyph);
      }
    }
    Map<Integer, Integer> newGlyphs = new HashMap<>();
    Map<Integer, Integer> map = part.getGIDMap();
    map.forEach((now, before) -> newGlyphs.put(before, now));
    double scale = 1000.0 / face.getUnitsPerEm();
    for (int now = 0; now < map.size(); now++) {
      allWidths.add(width(face, map.get(now), scale));
    }
    int last = characters.stream().mapToInt(c -> c).max().orElse(0);
    glyphs = new short[last + 1];
    widths = new short[last + 1];
    for (Map.Entry<Integer, Integer> entry : old.entrySet()) {
      glyphs[entry.getKey()] = newGlyphs.get(entry.getValue()).shortValue();
      widths[entry.getKey()] = (short) width(face, entry.getValue(), scale).intValue();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    part.writeToStream(bytes);
    name = tag + "+" + face.getName();
    program = Deflated.of(bytes.toByteArray());
    toUnicode = Deflated.of(toUnicode(old, newGlyphs).getBytes(StandardCharsets.US_ASCII));
    cidSet = Deflated.of(cidSet(map.size()));
    box =
        new int[] {
          (int) (face.getHeader().getXMin() * scale),
          (int) (face.getHeader().getYMin() * scale),
          (int) (face.getHeader().getXMax() * scale),
          (int) (face.getHeader().getYMax() * scale)
        };
    ascent = (int) (face.getHorizontalHeader().getAscender() * scale);
    descent = (int) (face.getHorizontalHeader().getDescender() * scale);
  }

  boolean holds(int character) {
    return character < glyphs.length && glyphs[character] != 0;
  }

  /** In points. */
  double width(String text, double size) {
    long thousandths = 0;
    for (int i = 0; i < text.length(); i++) {
      thousandths += widths[shown(text.charAt(i))];
    }
    return thousandths * size / 1000;
  }

  /** The codes of a text, in hexadecimal. A character that the typeface lacks becomes {@code ?}. */
  void encode(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      int glyph = glyphs[shown(text.charAt(i))];
      out.append(HEX.charAt(glyph >> 12 & 15)).append(HEX.charAt(glyph >> 8 & 15));
      out.append(HEX.charAt(glyph >> 4 & 15)).append(HEX.charAt(glyph & 15));
    }
  }

  private char shown(char c) {
    return holds(c) ? c : '?';
  }

  COSDictionary in(COSDocument document) throws IOException {
    COSDictionary descriptor = new COSDictionary();
    descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
    descriptor.setName(COSName.FONT_NAME, name);
    descriptor.setInt(COSName.FLAGS, 4);
    descriptor.setItem(COSName.FONT_BBOX, COSArray.ofCOSIntegers(integers(box)));
    descriptor.setInt(COSName.ITALIC_ANGLE, 0);
    descriptor.setInt(COSName.ASCENT, ascent);
    descriptor.setInt(COSName.DESCENT, descent);
    descriptor.setInt(COSName.CAP_HEIGHT, 729);
    descriptor.setInt(COSName.STEM_V, 80);
    COSStream file = program.in(document);
    file.setInt(COSName.LENGTH1, program.length());
    descriptor.setItem(COSName.FONT_FILE2, file);
    descriptor.setItem(COSName.getPDFName("CIDSet"), cidSet.in(document));

    COSDictionary info = new COSDictionary();
    info.setItem(COSName.REGISTRY, new COSString("Adobe"));
    info.setItem(COSName.ORDERING, new COSString("Identity"));
    info.setInt(COSName.SUPPLEMENT, 0);
    COSArray w = new COSArray();
    w.add(COSInteger.ZERO);
    w.add(new COSArray(allWidths.toList()));
    COSDictionary cid = new COSDictionary();
    cid.setItem(COSName.TYPE, COSName.FONT);
    cid.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
    cid.setName(COSName.BASE_FONT, name);
    cid.setItem(COSName.CIDSYSTEMINFO, info);
    cid.setItem(COSName.FONT_DESC, descriptor);
    cid.setItem(COSName.W, w);
    cid.setItem(COSName.CID_TO_GID_MAP, COSName.IDENTITY);

    COSDictionary font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE0);
    font.setName(COSName.BASE_FONT, name);
    font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
    font.setItem(COSName.TO_UNICODE, toUnicode.in(document));
    COSArray descendants = new COSArray();
    descendants.add(cid);
    font.setItem(COSName.DESCENDANT_FONTS, descendants);
    return font;
  }

  private static COSInteger width(TrueTypeFont face, int glyph, double scale) throws IOException {
    return COSInteger.get(Math.round(face.getAdvanceWidth(glyph) * scale));
  }

  private static List<Integer> integers(int[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  private static byte[] cidSet(int glyphs) {
    byte[] bits = new byte[(glyphs + 7) / 8];
    for (int i = 0; i < glyphs; i++) {
      bits[i / 8] |= (byte) (0x80 >> i % 8);
    }
    return bits;
  }

  /** ISO 32000-1 section 9.10.3: blocks of at most a hundred lines. */
  private static String toUnicode(Map<Integer, Integer> old, Map<Integer, Integer> newGlyphs) {
    Map<Integer, Integer> byGlyph = new TreeMap<>();
    old.forEach((c, glyph) -> byGlyph.merge(newGlyphs.get(glyph), c, Math::min));
    List<Map.Entry<Integer, Integer>> all = List.copyOf(byGlyph.entrySet());
    StringBuilder out =
        new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (int from = 0; from < all.size(); from += 100) {
      List<Map.Entry<Integer, Integer>> block = all.subList(from, Math.min(from + 100, all.size()));
      out.append(block.size()).append(" beginbfchar\n");
      block.forEach(e -> out.append("<%04X> <%04X>\n".formatted(e.getKey(), e.getValue())));
      out.append("endbfchar\n");
    }
    return out.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        .toString();
  }
}
