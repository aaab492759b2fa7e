package dev.muster.request;

import dev.muster.database.DatabaseWatch;
import dev.muster.database.Outage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.DisconnectedClientHelper;

/// Nobody waits for a database that is known not to answer, and whatever fails behind this filter is answered in words.
final class FailureFilter extends OncePerRequestFilter {
    private static final Set<String> WITHOUT_DATABASE = Set.of("/favicon.ico", "/theme", "/api/v1/openapi.json");
    private static final String ASSETS = "/assets/";

    private final DatabaseWatch database;
    private final List<Apology> apologies;

    FailureFilter(DatabaseWatch database, List<Apology> apologies) {
        this.database = database;
        this.apologies = apologies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        if (database.isAway() && needsDatabase(request)) {
            apology(request).databaseAway(request, response);
            return;
        }
        try {
            database.<ServletException, IOException>whileSomebodyWaits(() -> next.doFilter(request, response));
        } catch (ServletException | IOException | RuntimeException fault) {
            if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(fault)) {
                throw fault;
            }
            response.resetBuffer();
            answer(fault, request, response);
        }
    }

    private void answer(Exception fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Outage.isBehind(fault)) {
            database.suspect();
            apology(request).databaseAway(request, response);
        } else {
            apology(request).unforeseen(request, response, fault);
        }
    }

    private Apology apology(HttpServletRequest request) {
        return apologies.stream()
                .filter(one -> one.isFor(request))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody answers for " + request.getRequestURI()));
    }

    private static boolean needsDatabase(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return !path.startsWith(ASSETS) && !WITHOUT_DATABASE.contains(path);
    }
}
