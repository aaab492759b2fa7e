package dev.muster.edge;

/// Looks at a body while it arrives, without parsing it: counts what a parser would have to keep.
///
/// JSON may come in any encoding its parser guesses; one with zero bytes in it (UTF-16, UTF-32) is refused, since its
/// quotes and brackets could not be told from halves of letters.
final class BodyScan {
    private final Kind kind;
    private final Limits limits;
    private int depth;
    private int deepest;
    private boolean zero;
    private int fields;
    private int elements;
    private boolean inText;
    private boolean escaped;

    enum Kind {
        FORM,
        JSON
    }

    BodyScan(Kind kind, Limits limits) {
        this.kind = kind;
        this.limits = limits;
    }

    /// How many parameters a query or form holds.
    static int parameters(CharSequence form) {
        return form.isEmpty()
                ? 0
                : 1 + (int) form.chars().filter(sign -> sign == '&').count();
    }

    /// @return whether what came so far is within the limits
    boolean allows(byte[] bytes, int from, int length) {
        for (int index = from; index < from + length; index++) {
            switch (kind) {
                case FORM -> elements += bytes[index] == '&' ? 1 : 0;
                case JSON -> look(bytes[index]);
            }
        }
        return !zero && deepest <= limits.depth() && fields <= limits.values() && elements < limits.values();
    }

    private void look(byte sign) {
        zero |= sign == 0;
        if (inText) {
            inText = escaped || sign != '"';
            escaped = !escaped && sign == '\\';
            return;
        }
        switch (sign) {
            case '"' -> inText = true;
            case '{', '[' -> deepest = Math.max(deepest, ++depth);
            case '}', ']' -> depth--;
            case ':' -> fields++;
            case ',' -> elements++;
            default -> {}
        }
    }
}
