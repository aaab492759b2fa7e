package dev.muster.web;

import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a page so that each of its links, forms and files lies below the path of Muster's URL. Templates and
/// controllers name addresses within Muster, `/sign-in`; here, where they leave the server, `/muster` is put before
/// them. What came from outside hides nothing there.
final class LinksBelow extends OwaspHtmlTemplateOutput {
    private static final Set<String> ADDRESSES = Set.of(
            "href", "src", "action", "formaction", "hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch", "data-asks");

    private final String path;
    private String attribute = "";
    private boolean atItsStart;

    /// @param path `/muster`; empty when Muster has the whole host
    LinksBelow(String path, TemplateOutput page) {
        super(page);
        this.path = path;
    }

    @Override
    public void setContext(String tagName, @Nullable String attributeName) {
        super.setContext(tagName, attributeName);
        attribute = attributeName == null ? "" : attributeName;
    }

    @Override
    public void writeContent(String text) {
        atItsStart = text.endsWith("=\"");
        super.writeContent(text);
    }

    @Override
    public void writeUserContent(@Nullable String text) {
        if (text == null) {
            return;
        }
        if (atItsStart && ADDRESSES.contains(attribute) && text.startsWith("/") && !text.startsWith("//")) {
            super.writeUserContent(path);
        }
        atItsStart = false;
        super.writeUserContent(Spelling.visible(text));
    }
}
