package dev.muster.database;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/// Tells what failed because there is no connection to the database from what failed for another reason, by the classes
/// of [SQLSTATE](https://www.postgresql.org/docs/current/errcodes-appendix.html).
public final class Outage {
    private static final String CONNECTION_CLASS = "08";
    private static final String NO_CONNECTION = "08001";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String AUTHENTICATION_CLASS = "28";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /// Ended by an administrator, by a crash, or not yet started.
    private static final Set<String> SHUT_DOWN = Set.of("57P01", "57P02", "57P03");
    private static final String FAILED = "The connection attempt failed.";
    private static final int DEEPEST = 20;

    private Outage() {}

    /// Whether the fault, or what caused it, is that no connection could be had or that one broke.
    public static boolean isBehind(@Nullable Throwable fault) {
        return causes(fault).anyMatch(Outage::isClosedByPool)
                || sqlStates(fault)
                        .anyMatch(state -> state.startsWith(CONNECTION_CLASS)
                                || SHUT_DOWN.contains(state)
                                || state.equals(TOO_MANY_CONNECTIONS));
    }

    /// Whether the database answered that it has no room for another connection, which no outage is.
    static boolean isOnlyFull(SQLException fault) {
        return TOO_MANY_CONNECTIONS.equals(fault.getSQLState());
    }

    /// Whether the database is there and does not let this user in.
    static boolean isRefusal(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return state.startsWith(AUTHENTICATION_CLASS) || state.equals(INSUFFICIENT_PRIVILEGE);
    }

    /// The pool says no more than that of a connection that broke while it was in use.
    private static boolean isClosedByPool(Throwable fault) {
        return fault instanceof SQLException sql
                && sql.getSQLState() == null
                && "Connection is closed".equals(sql.getMessage());
    }

    static boolean isSilence(Throwable fault) {
        return causes(fault).anyMatch(SocketTimeoutException.class::isInstance);
    }

    /// Why somebody could not connect, in the driver's words; what it only calls failed is told by its innermost cause.
    static String reason(SQLException fault) {
        String said = firstLine(fault);
        if (!said.equals(FAILED)) {
            return said;
        }
        Throwable innermost = causes(fault).reduce(fault, (outer, inner) -> inner);
        return innermost instanceof UnknownHostException
                ? "nobody knows the name " + firstLine(innermost)
                : firstLine(innermost);
    }

    private static String firstLine(Throwable fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    }

    /// There is none, and waiting would not bring one.
    static SQLException noConnection() {
        return new SQLTransientConnectionException("The database does not answer", NO_CONNECTION);
    }

    /// All of them are in use.
    static SQLException allInUse(SQLException cause) {
        return new SQLTransientConnectionException(
                "Every connection to the database is in use", TOO_MANY_CONNECTIONS, cause);
    }

    private static Stream<String> sqlStates(@Nullable Throwable fault) {
        return causes(fault)
                .filter(SQLException.class::isInstance)
                .flatMap(cause -> Optional.ofNullable(((SQLException) cause).getSQLState()).stream());
    }

    private static Stream<Throwable> causes(@Nullable Throwable fault) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = fault; cause != null && causes.size() < DEEPEST; cause = behind(cause)) {
            causes.add(cause);
        }
        return causes.stream();
    }

    /// A broken connection cannot be rolled back either: what broke it is what was meant to be told.
    private static @Nullable Throwable behind(Throwable fault) {
        Throwable first = fault instanceof TransactionSystemException failed ? failed.getApplicationException() : null;
        return first == null ? fault.getCause() : first;
    }
}
