package dev.muster.sync;

import dev.muster.host.RunReason;
import dev.muster.secret.CannotOpen;
import java.sql.SQLException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Why Muster itself could not finish a run, as the people of the tenant are told. The log has the rest.
final class Breakdown {
    private static final String DISK_FULL = "53100";

    private Breakdown() {}

    static RunReason of(Throwable cause) {
        return switch (cause) {
            case CannotOpen sealed -> new RunReason.CredentialSealed();
            case RunProofs.RowsMissing missing -> missing.reason();
            case NestedRuntimeException database when isDiskFull(database) -> new RunReason.NotStored(true);
            case DataAccessException database -> new RunReason.NotStored(false);
            case TransactionException database -> new RunReason.NotStored(false);
            default -> new RunReason.Fault(cause.getClass().getSimpleName());
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
