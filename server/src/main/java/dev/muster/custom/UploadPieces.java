package dev.muster.custom;

import dev.muster.integration.IntegrationKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is in the files that people brought, piece by piece: a server holds one piece in memory. Runs in the caller's
/// tenant transaction.
@Repository
class UploadPieces {
    private static final String INSERT_PIECE = """
            insert into upload_piece (tenant_id, integration_id, upload, position, content)
            values (:tenant, :integration, :upload, :position, :content)
            """;
    /// The newest file may still be read, and the one that is published is what the data comes from.
    private static final String DROP_OTHERS = """
            delete from upload_piece
             where tenant_id = :tenant and integration_id = :integration
               and upload <> (select max(u.number) from upload u
                               where u.tenant_id = :tenant and u.integration_id = :integration)
               and upload <> coalesce((select max(u.number) from upload u
                                        where u.tenant_id = :tenant and u.integration_id = :integration
                                          and u.published), 0)
            """;
    private static final String PIECE = """
            select content
              from upload_piece
             where tenant_id = :tenant and integration_id = :integration and upload = :upload and position = :position
            """;
    private static final int PIECE_BYTES = 1 << 20;

    private final JdbcClient db;

    UploadPieces(JdbcClient db) {
        this.db = db;
    }

    /// Keeps what a file holds.
    void insert(IntegrationKey integration, int upload, Path content) {
        try (InputStream in = Files.newInputStream(content)) {
            int position = 0;
            for (byte[] piece = in.readNBytes(PIECE_BYTES); piece.length > 0; piece = in.readNBytes(PIECE_BYTES)) {
                integration
                        .statement(db, INSERT_PIECE)
                        .param("upload", upload)
                        .param("position", position++)
                        .param("content", piece)
                        .update();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("A file that was received cannot be read again", broken);
        }
    }

    /// Lets go of files that nobody needs any more.
    void dropOthers(IntegrationKey integration) {
        integration.statement(db, DROP_OTHERS).update();
    }

    /// One of them; empty after the last.
    Optional<byte[]> piece(IntegrationKey integration, int upload, int position) {
        return integration
                .statement(db, PIECE)
                .param("upload", upload)
                .param("position", position)
                .query(byte[].class)
                .optional();
    }
}
