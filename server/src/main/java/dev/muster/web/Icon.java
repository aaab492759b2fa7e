package dev.muster.web;

import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The icons that pages use, as inline SVG: no icon font is loaded, and a strict content policy allows them. They say
/// nothing to a screen reader; the word beside them does.
///
/// Each name is the name of its file in Tabler's set. The build copies these files and no others, so a constant added
/// here is added to the list in `pom.xml`, too.
public enum Icon {
    ALERT_CIRCLE,
    ALERT_TRIANGLE,
    ARROW_RIGHT,
    ARROWS_DIFF,
    BAN,
    BUILDING_STORE,
    CALENDAR_REPEAT,
    CHART_PIE_2,
    CHECK,
    CHEVRON_RIGHT,
    CIRCLE_CHECK,
    CIRCLE_DASHED,
    CLOCK_EXCLAMATION,
    COPY,
    DOTS,
    DOWNLOAD,
    FILE_SPREADSHEET,
    FILE_UPLOAD,
    HAND_STOP,
    HISTORY,
    HOME,
    INFO_CIRCLE,
    KEY,
    LIST_CHECK,
    LOCK,
    LOGOUT,
    MAIL,
    MENU_2,
    MINUS,
    PHONE_CALL,
    PLAYER_PAUSE,
    PLAYER_PLAY,
    PLUG,
    PLUG_CONNECTED,
    PLUS,
    REFRESH,
    ROBOT,
    SEARCH,
    SELECTOR,
    SERVER_2,
    SETTINGS,
    SHIELD_CHECK,
    SHIELD_HALF,
    STAIRS_UP,
    TRASH,
    USERS,
    USERS_GROUP,
    WORLD,
    X;

    private final String shapes;

    Icon() {
        this.shapes = shapes(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".svg");
    }

    /// The icon of that name in Tabler's set; empty when pages have no such icon.
    public static Optional<Icon> named(String file) {
        return Arrays.stream(values())
                .filter(icon -> icon.name().equals(file.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst();
    }

    /// The icon, 18 pixels square unless its place says otherwise.
    public Content svg() {
        return svg("");
    }

    /// The icon with a further style class: `spin`.
    public Content svg(String style) {
        return output -> {
            output.writeContent("<svg class=\"ti ");
            output.writeContent(style);
            output.writeContent("\" width=\"18\" height=\"18\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
            output.writeContent(shapes);
            output.writeContent("</svg>");
        };
    }

    private static String shapes(String file) {
        try (InputStream in = Icon.class.getResourceAsStream("icons/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The build did not copy icon %s; add it to pom.xml".formatted(file));
            }
            return insideOfSvg(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without the `<svg>` around it and without the invisible square that every picture of the set begins with. Its
    /// lines become one path: each begins where it says, so the picture is the same, and a page full of icons has a
    /// fraction of the elements.
    private static String insideOfSvg(String file, String svg) {
        int begin = svg.indexOf('>') + 1;
        int end = svg.lastIndexOf("</svg>");
        if (begin == 0 || end < begin) {
            throw new IllegalStateException("Icon %s is not one SVG picture".formatted(file));
        }
        return svg.substring(begin, end)
                .replace("<path stroke=\"none\" d=\"M0 0h24v24H0z\" fill=\"none\"/>", "")
                .replaceAll("\\s*\n\\s*", "")
                .replace("\" /><path d=\"", " ");
    }
}
