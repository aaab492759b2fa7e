package dev.muster.table;

import dev.muster.table.BadFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks a workbook once, keeping nothing, before a reader that trusts it may see it: what it says of its own sizes
/// proves nothing.
final class Unpacking {
    private final long packed;
    private long unpacked;

    private Unpacking(long packed) {
        this.packed = packed;
    }

    /// @throws BadFile when it is no workbook, broken, or would take more room than any honest one
    static void prove(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new BadFile(
                        Kind.UNREADABLE,
                        "This is an archive and no XLSX workbook. Save the table as XLSX or CSV and send that.");
            }
            if (zip.size() > TableLimits.PARTS) {
                throw harmful();
            }
            var unpacking = new Unpacking(Files.size(file));
            for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
                unpacking.unpack(zip, parts.nextElement());
            }
        } catch (ZipException | java.io.EOFException broken) {
            throw XlsxFile.broken();
        }
    }

    private void unpack(ZipFile zip, ZipEntry part) throws IOException {
        boolean sharedTexts = part.getName().endsWith("sharedStrings.xml");
        var shape = part.getName().endsWith(".xml") ? new XmlShape() : null;
        long ofPart = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(part)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                unpacked += read;
                ofPart += read;
                if (unpacked > TableLimits.UNPACKED
                        || (unpacked > TableLimits.GROWTH_FLOOR && unpacked / TableLimits.GROWTH > packed)
                        || (shape != null && !shape.allows(buffer, read))) {
                    throw harmful();
                }
                if (sharedTexts && ofPart > TableLimits.SHARED_TEXTS) {
                    throw new BadFile(
                            Kind.TOO_LARGE,
                            "The workbook holds more different texts than can be read from XLSX. Save it as CSV UTF-8 and send that.");
                }
            }
        }
    }

    private static BadFile harmful() {
        return new BadFile(
                Kind.UNREADABLE,
                "The workbook unpacks to far more than an honest one does, so it was not opened. Save the table as CSV UTF-8 and send that.");
    }
}
