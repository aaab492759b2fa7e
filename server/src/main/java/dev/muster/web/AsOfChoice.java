package dev.muster.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The choice of a day on pages that show data of any day (`web/asOf`): the page shown stays, with its filters.
///
/// @param path  of the page
/// @param kept  what its address asks for besides
/// @param asked the day, time or revision that it asks for; empty for now
public record AsOfChoice(String path, List<Kept> kept, String asked) {
    private static final String FIELD = "asOf";
    /// On pages of changes the later of the two states compared.
    private static final String LATER = "to";
    private static final Pattern PAGES =
            Pattern.compile("/t/[^/]+/(home|questions|access|teams|on-call|changes|people(/[^/]+)?"
                    + "|integrations/[^/]+/(accounts|resources)(/[^/]+){0,2}|integrations/[^/]+/changes)");
    private static final Pattern OF_PERSON = Pattern.compile("/t/[^/]+/integrations/[^/]+/accounts/[^/]+/.+");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    public AsOfChoice {
        kept = List.copyOf(kept);
    }

    /// A parameter of the address.
    public record Kept(String field, String value) {}

    /// Empty on pages that show how things are now.
    static Optional<AsOfChoice> on(String here) {
        Address address = Address.of(here);
        if (!PAGES.matcher(address.path()).matches()
                || OF_PERSON.matcher(address.path()).matches()) {
            return Optional.empty();
        }
        boolean compares = address.path().endsWith("/changes");
        List<Kept> all = parameters(address.query()).toList();
        Set<String> replaced = compares ? Set.of(FIELD, LATER) : Set.of(FIELD);
        Predicate<Kept> isReplaced = parameter -> replaced.contains(parameter.field());
        return Optional.of(new AsOfChoice(
                address.path(),
                all.stream()
                        .filter(isReplaced.negate())
                        .filter(parameter -> !parameter.field().equals("after"))
                        .toList(),
                all.stream().filter(isReplaced).map(Kept::value).findFirst().orElse("")));
    }

    /// The day that is asked for; empty when it is none.
    public String day() {
        return DAY.matcher(asked).matches() ? asked : "";
    }

    /// What the button says: `As of now`, `As of 2026-09-30`, `As of revision 41`.
    public String words() {
        if (asked.isEmpty()) {
            return "As of now";
        }
        return "As of " + (asked.matches("\\d+") ? "revision " + asked : asked);
    }

    /// The same page as of now.
    public String now() {
        return kept.stream()
                .reduce(Address.of(path), (at, one) -> at.with(one.field(), one.value()), (one, other) -> other)
                .toString();
    }

    private static Stream<Kept> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> {
                    int end = pair.indexOf('=');
                    return end < 0
                            ? new Kept(decoded(pair), "")
                            : new Kept(decoded(pair.substring(0, end)), decoded(pair.substring(end + 1)));
                })
                .filter(parameter -> !parameter.value().isEmpty());
    }

    /// An address that nothing can read asks for nothing here.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
