package dev.muster.witness;

import dev.muster.audit.AuditTrail;
import dev.muster.audit.Circumstances;
import dev.muster.audit.CleanText;
import dev.muster.audit.Outcome;
import dev.muster.database.TenantTransactions;
import dev.muster.edge.MusterUrl;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/// Records each file of a tenant that was answered with: who took it, what they asked for, and how many rows they got,
/// where that is known. Whatever is answered as an attachment is such a file, unless whoever answers recorded it.
/// Recorded once it is out, since only then it is known how much of it was read.
@Component
public class FilesRead implements HandlerInterceptor {
    private static final String ROWS = FilesRead.class.getName() + ".rows";
    private static final String RECORDED = FilesRead.class.getName() + ".recorded";
    private static final int LONGEST = 300;
    private static final int FIRST_FAULT = 400;
    private static final Pattern NAMED = Pattern.compile("attachment; filename=\"([^\"]{1,200})\".*");
    private static final Pattern OF_INTEGRATION = Pattern.compile(".*/integrations/([0-9a-f-]{36})/.*");

    private final AuditTrail audit;
    private final TenantTransactions transactions;

    FilesRead(AuditTrail audit, TenantTransactions transactions) {
        this.audit = audit;
        this.transactions = transactions;
    }

    /// Says how many rows the file has that this thread answers with.
    public static void noteRows(long rows) {
        note(ROWS, rows);
    }

    /// Says that the file this thread answers with is in the record already.
    public static void noteRecorded() {
        note(RECORDED, true);
    }

    private static void note(String name, Object value) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(name, value, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception fault) {
        if (request.getAttribute(RECORDED) == null
                && request.getAttribute(TenantAccess.class.getName()) instanceof TenantAccess access) {
            boolean whole = fault == null && response.getStatus() < FIRST_FAULT;
            name(response).ifPresent(file -> record(access, file, request, whole));
        }
    }

    private void record(TenantAccess access, String file, HttpServletRequest request, boolean whole) {
        var circumstances = new Circumstances(whole ? Outcome.DONE : Outcome.FAILED, audit.origin());
        transactions.write(
                access.id(),
                () -> audit.record(access.id(), access.actor(), "file.read", file, details(request), circumstances));
    }

    private static Map<String, String> details(HttpServletRequest request) {
        String path = MusterUrl.within(request);
        Map<String, String> details = new TreeMap<>();
        details.put("path", CleanText.cut(path, LONGEST));
        if (request.getQueryString() != null && !request.getQueryString().isEmpty()) {
            details.put("asked", CleanText.cut(request.getQueryString(), LONGEST));
        }
        if (request.getAttribute(ROWS) instanceof Long rows) {
            details.put("rows", rows.toString());
        }
        Matcher integration = OF_INTEGRATION.matcher(path);
        if (integration.matches()) {
            details.put("integration", integration.group(1));
        }
        return details;
    }

    private static Optional<String> name(HttpServletResponse response) {
        String header = response.getHeader("Content-Disposition");
        Matcher named = NAMED.matcher(header == null ? "" : header);
        return named.matches() ? Optional.of(CleanText.cut(named.group(1), LONGEST)) : Optional.empty();
    }
}
