package dev.muster.web;

import dev.muster.request.Apology;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/// Whoever asked for a page reads a page, also when the request failed before or behind any controller.
@Component
@Order
class PageFailures implements Apology {
    private final Errors errors;
    private final ErrorPages pages;
    private final ViewResolver templates;

    PageFailures(Errors errors, ErrorPages pages, ViewResolver pageViews) {
        this.errors = errors;
        this.pages = pages;
        this.templates = pageViews;
    }

    @Override
    public boolean isFor(HttpServletRequest request) {
        return true;
    }

    @Override
    public void databaseAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        draw(errors.databaseAway(request), request, response);
    }

    @Override
    public void unforeseen(HttpServletRequest request, HttpServletResponse response, Exception fault)
            throws IOException {
        draw(errors.about(fault, request), request, response);
    }

    private void draw(ErrorView view, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ModelAndView page = pages.page(view, request, response);
        response.setStatus(view.status());
        try {
            template(page).render(page.getModel(), request, response);
        } catch (IOException | RuntimeException broken) {
            throw broken;
        } catch (Exception broken) {
            throw new IllegalStateException("The page about a failure failed too", broken);
        }
    }

    private View template(ModelAndView page) throws Exception {
        String name = Objects.requireNonNull(page.getViewName());
        return Objects.requireNonNull(templates.resolveViewName(name, Locale.ENGLISH), name);
    }
}
