package dev.muster.custom;

import dev.muster.table.BadFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/// The file in a form as it arrives: nothing of it is kept in memory or on the disk before somebody reads it.
///
/// @param name as the browser tells it
record SentFile(String name, InputStream content) {
    private static final String FIELD = "file";

    /// @throws BadFile when the form has no file
    static SentFile of(HttpServletRequest request) throws IOException {
        try {
            var form = new FileUpload();
            form.setHeaderEncoding(StandardCharsets.UTF_8.name());
            FileItemIterator parts = form.getItemIterator(new ServletRequestContext(request));
            while (parts.hasNext()) {
                FileItemStream part = parts.next();
                if (!part.isFormField() && FIELD.equals(part.getFieldName()) && part.getName() != null) {
                    if (part.getName().isEmpty()) {
                        break;
                    }
                    return new SentFile(part.getName(), part.openStream());
                }
            }
        } catch (FileUploadException | FileUploadIOException broken) {
            throw new BadFile(BadFile.Kind.UNREADABLE, "The file did not arrive whole. Send it again.");
        }
        throw new BadFile(BadFile.Kind.UNFIT, "No file was chosen. Choose a CSV or XLSX file first.");
    }
}
