package dev.muster.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.filter.OncePerRequestFilter;

/// Calls that were refused before the application saw them, as an address with a fault in it is, would come back from
/// the container's way to the error page. They get problem+json there.
@Configuration(proxyBeanMethods = false)
class RefusedCalls {

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> refusedCallsFilter(CallFailures failures) {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new RefusedCallsFilter(failures));
        registration.setDispatcherTypes(DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static final class RefusedCallsFilter extends OncePerRequestFilter {
        private final CallFailures failures;

        RefusedCallsFilter(CallFailures failures) {
            this.failures = failures;
        }

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
                throws ServletException, IOException {
            boolean call = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String address
                    && address.startsWith(request.getContextPath() + "/api/");
            if (!call) {
                next.doFilter(request, response);
            } else if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception fault) {
                failures.failed(request, response, fault);
            } else {
                failures.refused(response, HttpStatusCode.valueOf(response.getStatus()));
            }
        }
    }
}
