package dev.muster.web;

import dev.muster.database.TryLater;
import dev.muster.request.Failures;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/// The pages for what went wrong. Comes last, so that the API answers for itself.
@Controller
@Does(Action.ENTER)
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ErrorPages implements ErrorController {
    private final Errors errors;
    private final Pages pages;
    private final Frames frames;

    ErrorPages(Errors errors, Pages pages, Frames frames) {
        this.errors = errors;
        this.pages = pages;
        this.frames = frames;
    }

    /// A fault in a controller.
    @ExceptionHandler
    @Nullable
    ModelAndView inController(Exception fault, HttpServletRequest request, HttpServletResponse response) {
        if (fault instanceof TryLater busy) {
            busy.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        }
        return DisconnectedClientHelper.isClientDisconnectedException(fault)
                ? null
                : page(errors.about(fault, request), request, response);
    }

    /// A fault before or after any controller: a filter refused, or a page failed while it was drawn.
    @RequestMapping("/error")
    ModelAndView elsewhere(HttpServletRequest request, HttpServletResponse response) {
        Object fault = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ErrorView view = fault instanceof Exception exception
                ? errors.about(exception, request)
                : errors.about(status instanceof Integer code ? code : 404, request);
        return page(view, request, response);
    }

    /// Without the database there is no navigation to show around it.
    ModelAndView page(ErrorView view, HttpServletRequest request, HttpServletResponse response) {
        HttpStatusCode status = HttpStatusCode.valueOf(view.status());
        boolean away = status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE);
        if (away && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Failures.RETRY_AFTER_SECONDS));
        }
        if (request.getHeader("HX-Request") != null) {
            return new ModelAndView("web/errorNote", Map.of("view", view), status);
        }
        if (!away && request.getAttribute(TenantAccess.class.getName()) instanceof TenantAccess access) {
            Page page = pages.of(access, request, view.title(), null, List.of(Crumb.of(view.title())));
            return new ModelAndView("web/error", Map.of("page", page, "view", view), status);
        }
        return new ModelAndView("web/errorBare", Map.of("frame", frames.of(request), "view", view), status);
    }
}
