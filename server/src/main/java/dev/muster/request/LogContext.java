package dev.muster.request;

import org.slf4j.MDC;

/// What each line of the log is about, where that is known: request, tenant, run. Only ids.
public final class LogContext {
    static final String REQUEST = "request";
    private static final String TENANT = "tenant";
    private static final String RUN = "run";

    private LogContext() {}

    /// This thread works for a tenant until its request or run ends.
    public static void tenant(Object id) {
        MDC.put(TENANT, id.toString());
    }

    /// This thread works on a run: `INTEGRATION/7`.
    public static void run(Object integration, int number) {
        MDC.put(RUN, integration + "/" + number);
    }

    static void request(String id) {
        MDC.put(REQUEST, id);
    }

    /// This thread works for nobody any more.
    public static void clear() {
        MDC.remove(REQUEST);
        MDC.remove(TENANT);
        MDC.remove(RUN);
    }
}
