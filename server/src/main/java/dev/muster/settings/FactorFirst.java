package dev.muster.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.edge.MusterUrl;
import dev.muster.factor.SecondFactorNeeded;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/// Leads whom a tenant lets in only with a second factor to setting one up, and back to where they were. A part of a
/// page that htmx asks for cannot be redirected, so htmx is told to leave the page.
@ControllerAdvice(annotations = Controller.class)
@Order(0)
class FactorFirst {

    @ExceptionHandler
    @Nullable
    ModelAndView lead(SecondFactorNeeded needed, HttpServletRequest request, HttpServletResponse response) {
        String path = FactorPages.PATH + "?to=" + URLEncoder.encode(asked(request), UTF_8);
        if (request.getHeader("HX-Request") == null) {
            return new ModelAndView("redirect:" + path);
        }
        response.setHeader("HX-Redirect", request.getContextPath() + path);
        response.setStatus(HttpStatus.FORBIDDEN.value());
        return null;
    }

    /// A form cannot be asked for again.
    private static String asked(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod()) || request.getHeader("HX-Request") != null) {
            return "";
        }
        String query = request.getQueryString();
        String path = MusterUrl.within(request);
        return query == null ? path : path + "?" + query;
    }
}
