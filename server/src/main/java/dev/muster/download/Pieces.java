package dev.muster.download;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Files in the database, piece by piece, each in a transaction of its own: memory holds one, and no transaction is
/// long.
@Component
class Pieces {
    /// Refuses what an attempt writes that does not count any more.
    private static final String INSERT = """
            insert into download_piece (tenant_id, download_id, attempt, position, content)
            select tenant_id, id, attempt, :position, :content
              from download
             where tenant_id = :tenant and id = :id and attempt = :attempt and state = 'RUNNING'
            """;
    private static final String FIND = """
            select p.content
              from download_piece p
             where p.tenant_id = :tenant and p.download_id = :id and p.attempt = :attempt and p.position = :position
            """;
    private static final String DROP_OTHERS = """
            delete from download_piece
             where tenant_id = :tenant and download_id = :id and attempt < :attempt
            """;

    private final JdbcClient db;
    private final TenantTransactions transactions;

    Pieces(JdbcClient db, TenantTransactions transactions) {
        this.db = db;
        this.transactions = transactions;
    }

    /// An attempt to write a file.
    record Attempt(TenantId tenant, UUID download, int number) {}

    /// Removes what earlier attempts left. Runs in the caller's transaction.
    void dropOthers(Attempt attempt) {
        statement(DROP_OTHERS, attempt).update();
    }

    /// @throws Superseded when the attempt does not count any more
    void write(Attempt attempt, int position, byte[] content) throws Superseded {
        int kept = transactions.write(
                attempt.tenant(),
                () -> statement(INSERT, attempt)
                        .param("position", position)
                        .param("content", content)
                        .update());
        if (kept == 0) {
            throw new Superseded();
        }
    }

    /// The file as whoever asked for it gets it.
    InputStream read(Attempt attempt) throws IOException {
        return new GZIPInputStream(new SequenceInputStream(new InOrder(attempt)));
    }

    /// The pieces one after the other. That the file ends before its last is noticed by who unpacks it.
    private final class InOrder implements Enumeration<InputStream> {
        private final Attempt attempt;
        private int position;
        private byte[] next;

        InOrder(Attempt attempt) {
            this.attempt = attempt;
            this.next = piece();
        }

        @Override
        public boolean hasMoreElements() {
            return next.length > 0;
        }

        @Override
        public InputStream nextElement() {
            if (next.length == 0) {
                throw new NoSuchElementException("No piece " + position);
            }
            var piece = new ByteArrayInputStream(next);
            position++;
            next = piece();
            return piece;
        }

        private byte[] piece() {
            return transactions.read(
                    attempt.tenant(),
                    () -> statement(FIND, attempt)
                            .param("position", position)
                            .query((row, index) -> row.getBytes("content"))
                            .optional()
                            .orElse(new byte[0]));
        }
    }

    private JdbcClient.StatementSpec statement(String sql, Attempt attempt) {
        return db.sql(sql)
                .param("tenant", attempt.tenant().value())
                .param("id", attempt.download())
                .param("attempt", attempt.number());
    }

    /// What is written is not wanted any more: it was removed, or another server writes it.
    static final class Superseded extends IOException {
        Superseded() {
            super("Another attempt writes this file, or it was removed");
        }
    }
}
