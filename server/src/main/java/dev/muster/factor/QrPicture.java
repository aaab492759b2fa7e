package dev.muster.factor;

import io.nayuki.qrcodegen.QrCode;

/// A QR code as the path of an SVG, one unit for each module, with the quiet zone of four around it.
///
/// @param size units of each side
/// @param path what is dark
public record QrPicture(int size, String path) {
    private static final int QUIET = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x + QUIET, y + QUIET));
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }

    /// Whoever reads the picture has the key.
    @Override
    public String toString() {
        return "QrPicture[(secret)]";
    }
}
