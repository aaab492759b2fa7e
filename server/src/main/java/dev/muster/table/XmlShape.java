package dev.muster.table;

/// Watches the XML of a workbook go by: no text, line or column may be so large that a reader which keeps a line in
/// memory would run out of it.
final class XmlShape {
    /// `XFD` is the last column there is.
    private static final int LETTERS_OF_A_COLUMN = 3;

    private boolean inTag;
    private int run;
    private int line;
    private final StringBuilder name = new StringBuilder();
    private boolean naming;
    private boolean quoted;
    private byte last;
    private int letters = -1;

    /// Whether what came so far may be read.
    boolean allows(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (!allows(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean allows(byte one) {
        line++;
        run++;
        if (one == '<') {
            inTag = true;
            naming = true;
            name.setLength(0);
            run = 0;
        } else if (one == '>') {
            endName();
            inTag = false;
            run = 0;
        } else if (inTag) {
            inTag(one);
        }
        return run <= TableLimits.TEXT && line <= TableLimits.LINE && letters <= LETTERS_OF_A_COLUMN;
    }

    private void inTag(byte one) {
        if (naming) {
            if (one <= ' ') {
                endName();
            } else if (name.length() < 64) {
                name.append((char) one);
            }
        }
        if (one == '"' || one == '\'') {
            quoted = !quoted;
            letters = quoted && last == 'r' && isCell() ? 0 : -1;
        } else if (letters >= 0) {
            letters = isLetter(one) ? letters + 1 : -1;
        } else if (one > ' ' && one != '=') {
            last = one;
        }
    }

    private boolean isCell() {
        return name.substring(name.lastIndexOf(":") + 1).equals("c");
    }

    private void endName() {
        if (naming) {
            naming = false;
            quoted = false;
            last = 0;
            letters = -1;
            String local = name.substring(name.lastIndexOf(":") + 1);
            if (local.equals("row") || local.equals("/row") || local.equals("si")) {
                line = 0;
            }
        }
    }

    private static boolean isLetter(byte one) {
        return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z');
    }
}
