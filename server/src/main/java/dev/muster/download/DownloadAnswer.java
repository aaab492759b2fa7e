package dev.muster.download;

import dev.muster.download.Pieces.Attempt;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Answers with a file that is whole, and records that it was fetched.
@Component
class DownloadAnswer {
    private final Downloads downloads;
    private final Pieces pieces;

    DownloadAnswer(Downloads downloads, Pieces pieces) {
        this.downloads = downloads;
        this.pieces = pieces;
    }

    /// Says how long the file is, so that nobody takes a part of it for the whole.
    void send(TenantAccess access, UUID id, HttpServletResponse response) throws IOException {
        Download download = downloads.fetch(access, id);
        Download.Whole whole = Objects.requireNonNull(download.whole());
        var attempt = new Attempt(access.id(), id, download.progress().attempt());
        try (InputStream file = pieces.read(attempt)) {
            response.setContentType(download.format().mediaType());
            response.setHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(download.name()));
            response.setContentLengthLong(whole.bytes());
            file.transferTo(response.getOutputStream());
        }
    }
}
