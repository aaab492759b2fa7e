package dev.muster.api;

import dev.muster.edge.MusterUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/// Answers calls below `/api/` that no controller takes (unknown address, wrong method, wrong content type) as
/// problem+json too; without a controller [ApiProblems] is not asked.
@Component
class UnroutedCalls implements HandlerExceptionResolver, Ordered {
    private final JsonMapper json;

    UnroutedCalls(JsonMapper json) {
        this.json = json;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /// What the framework calls a missing file is a call that there is not.
    private static ProblemDetail told(HttpServletRequest request, Exception fault, ErrorResponse refusal) {
        if (!(fault instanceof NoResourceFoundException)) {
            return refusal.getBody();
        }
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "There is no call %s %s. /api/v1/openapi.json describes those there are."
                        .formatted(request.getMethod(), MusterUrl.within(request)));
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception fault) {
        boolean routed = handler instanceof HandlerMethod;
        if (routed || !MusterUrl.within(request).startsWith("/api/") || !(fault instanceof ErrorResponse refusal)) {
            return null;
        }
        try {
            refusal.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            response.setStatus(refusal.getStatusCode().value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(told(request, fault, refusal)));
            return new ModelAndView();
        } catch (IOException gone) {
            throw new UncheckedIOException("The caller went away before the answer", gone);
        }
    }
}
