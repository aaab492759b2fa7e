package dev.muster.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One page with made-up content: what a template looks like without the rest of the server.
///
/// @param name     of its files under `target`
/// @param template as a controller names it
/// @param view     the template's `view`
/// @param page     the template's `page`; null on pages outside a tenant
/// @param more     what else the template takes, by name
public record Sample(
        String name, String template, Object view, @Nullable Page page, Map<String, Object> more) {
    private static final TemplateEngine TEMPLATES = PageTemplates.compiled();

    public Sample(String name, String template, Object view, @Nullable Page page) {
        this(name, template, view, page, Map.of());
    }

    public static Sample bare(String name, String template, Object view) {
        return new Sample(name, template, view, null);
    }

    String html(Theme theme) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("view", view);
        model.put("frame", SampleFrames.frame(theme));
        if (page != null) {
            model.put("page", SampleFrames.themed(page, theme));
        }
        StringOutput html = new StringOutput();
        TEMPLATES.render(template + ".jte", model, html);
        return html.toString();
    }

    /// A part of a page, as htmx gets it.
    static String part(String template, Map<String, Object> model) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template + ".jte", model, html);
        return html.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
