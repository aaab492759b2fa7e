package dev.muster.sync;

import dev.muster.secret.CannotOpen;
import java.sql.SQLException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// A run that Muster itself could not finish, told to the people of the tenant: what happened and what to do,
/// without a full stop at the end. The log has the rest.
final class Breakdown {
    private static final String DISK_FULL = "53100";
    private static final String NOT_STORED =
            "PostgreSQL could not store what was read. Check its disk space and its log, then sync again";

    private Breakdown() {}

    static String inWords(Throwable cause) {
        return switch (cause) {
            case CannotOpen sealed ->
                "The saved credential cannot be opened with this server's master key. Put the key back or replace the credential under Configure";
            case RunProofs.RowsMissing missing
            when missing.reliedOnMemory() -> missing.getMessage() + ". The next run reads everything again; sync again";
            case RunProofs.RowsMissing missing ->
                missing.getMessage() + ". PostgreSQL was restarted while the run read; sync again";
            case NestedRuntimeException database
            when isDiskFull(database) ->
                "The disk of PostgreSQL is full, so what was read could not be stored. Free some space, then sync again";
            case DataAccessException database -> NOT_STORED;
            case TransactionException database -> NOT_STORED;
            default ->
                "Muster failed while it read (%s). Its log has the details; sync again"
                        .formatted(cause.getClass().getSimpleName());
        };
    }

    private static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
