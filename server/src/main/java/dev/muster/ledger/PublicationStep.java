package dev.muster.ledger;

import dev.muster.ledger.Comparison.Changed;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One publication while it is made.
///
/// @param run      whose staged rows become current
/// @param revision the revision they become
/// @param complete feeds read to their end; only their rows are closed by absence
/// @param restless feeds whose grants come and go without anybody changing access; they are not counted as
///                 changes
record PublicationStep(RunKey run, int revision, Set<String> complete, Set<String> restless) {

    /// A statement about this publication; it may use `:tenant`, `:integration`, `:run`, `:revision`,
    /// `:complete` and `:restless`.
    JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return run.statement(db, sql)
                .param("revision", revision)
                .param("complete", StagedRun.array(complete))
                .param("restless", StagedRun.array(restless));
    }

    void write(JdbcClient db, String sql) {
        statement(db, sql).update();
    }

    /// The answer of a statement that counts what was `added`, `removed` and `changed`.
    Changed changed(JdbcClient db, String sql) {
        return statement(db, sql)
                .query((row, index) ->
                        new Changed(row.getLong("added"), row.getLong("removed"), row.getLong("changed")))
                .single();
    }
}
