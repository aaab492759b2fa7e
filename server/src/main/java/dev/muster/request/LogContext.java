package dev.muster.request;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// What each line of the log is about, where that is known: request, user, tenant, run. Only ids.
public final class LogContext {
    static final String REQUEST = "request";
    private static final String TENANT = "tenant";
    private static final String RUN = "run";

    private LogContext() {}

    /// This thread works for a user until its request ends: somebody who is signed in, whose token calls, or whose
    /// password or code is looked at.
    public static void user(Object id) {
        MDC.put("user", id.toString());
    }

    /// This thread works for a tenant until its request or run ends.
    public static void tenant(Object id) {
        MDC.put(TENANT, id.toString());
    }

    /// This thread works on a run: `INTEGRATION/7`.
    public static void run(Object integration, int number) {
        MDC.put(RUN, integration + "/" + number);
    }

    /// Whom this thread works for; none where that is not known.
    static @Nullable String user() {
        return MDC.get("user");
    }

    static void request(String id) {
        MDC.put(REQUEST, id);
    }

    /// This thread works for nobody any more.
    public static void clear() {
        MDC.remove(REQUEST);
        MDC.remove("user");
        MDC.remove(TENANT);
        MDC.remove(RUN);
    }
}
