package dev.muster.edge;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Lets Muster live below a path of a host. Whether the proxy keeps the path of `MUSTER_URL` in what it asks or strips
/// it, every request comes out of here as one below that path.
final class BelowPath extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final String path;

    /// @param path `/muster`
    BelowPath(String path) {
        this.path = path;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        boolean asked = request.getDispatcherType() == DispatcherType.REQUEST;
        if (asked && request.getRequestURI().equals(path)) {
            response.sendRedirect(path + "/");
            return;
        }
        boolean kept = asked
                && request.getRequestURI().startsWith(path + "/")
                && request.getServletPath().startsWith(path + "/");
        next.doFilter(new Below(request, kept), response);
    }

    private final class Below extends HttpServletRequestWrapper {
        private final boolean kept;

        private Below(HttpServletRequest request, boolean kept) {
            super(request);
            this.kept = kept;
        }

        @Override
        public String getContextPath() {
            return path;
        }

        @Override
        public String getRequestURI() {
            return kept ? super.getRequestURI() : path + super.getRequestURI();
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            int authority = url.indexOf("://") + 3;
            int slash = url.indexOf("/", authority);
            return kept ? url : url.insert(slash < 0 ? url.length() : slash, path);
        }

        @Override
        public String getServletPath() {
            return kept ? super.getServletPath().substring(path.length()) : super.getServletPath();
        }
    }
}
