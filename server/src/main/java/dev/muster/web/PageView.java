package dev.muster.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.view.AbstractTemplateView;

/// A page drawn whole before its first byte leaves: one that fails half-way is answered as an error, and a cookie that
/// the page turns out to need can still be set.
final class PageView extends AbstractTemplateView {
    private final TemplateEngine templates;

    PageView(TemplateEngine templates) {
        this.templates = templates;
    }

    @Override
    public boolean checkResource(Locale locale) {
        return templates.hasTemplate(String.valueOf(getUrl()));
    }

    @Override
    protected void renderMergedTemplateModel(
            Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
        var page = new Utf8ByteOutput();
        templates.render(String.valueOf(getUrl()), model, new LinksBelow(request.getContextPath(), page));
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(UTF_8.name());
        response.setContentLength(page.getContentLength());
        page.writeTo(response.getOutputStream());
    }
}
