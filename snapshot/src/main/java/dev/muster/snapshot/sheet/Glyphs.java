package dev.muster.snapshot.sheet;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// How texts of all scripts fill the columns of a terminal, and what must not reach one.
public final class Glyphs {
    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);
    private static final char ELLIPSIS = '…';

    private Glyphs() {}

    /// The text in one line, without anything that would command the terminal or turn the writing direction.
    public static String printable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                ? text
                : text.codePoints()
                        .map(c -> commands(c) ? ' ' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /// Columns it takes.
    public static int width(String text) {
        return text.codePoints().map(Glyphs::width).sum();
    }

    /// At most so many columns of it, with an ellipsis where something was cut off.
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = columns - 1;
        for (int at = 0; at < text.length() && room >= width(text.codePointAt(at)); ) {
            int glyph = text.codePointAt(at);
            room -= width(glyph);
            cut.appendCodePoint(glyph);
            at += Character.charCount(glyph);
        }
        return cut.append(ELLIPSIS).toString();
    }

    private static int width(int glyph) {
        if (glyph < 0x300) {
            return 1;
        }
        return switch (Character.getType(glyph)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(glyph) ? 2 : 1;
        };
    }

    /// East Asian letters, full-width forms and pictures.
    private static boolean isWide(int glyph) {
        return WIDE.contains(UnicodeScript.of(glyph))
                || glyph >= 0xFF01 && glyph <= 0xFF60
                || glyph >= 0x1F300 && glyph <= 0x1FAFF;
    }

    private static boolean commands(int glyph) {
        return Character.isISOControl(glyph)
                || glyph == 0x2028
                || glyph == 0x2029
                || glyph >= 0x202A && glyph <= 0x202E
                || glyph >= 0x2066 && glyph <= 0x2069;
    }
}
