package dev.muster.pagerduty.api;

import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An address somebody typed in, without what may be a secret in it: no query, no fragment, no user name, and no part
/// of the path that looks drawn by lot, since many products know their callers by such a part alone.
///
/// @param start `https://`; empty when there is none
/// @param host  `hooks.acme.example:8443`
/// @param path  with its slash; empty when there is none
public record BareUrl(String start, String host, String path) {
    private static final String HIDDEN = "…";
    private static final int LONGEST = 500;
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern AUTHORITY_END = Pattern.compile("[/?#]");
    private static final Pattern HOST = Pattern.compile("([^:\\[\\]\\s]+|\\[[0-9A-Fa-f:.]+])(:[0-9]*)?");

    /// A long run of letters and digits, a shorter one that mixes them, or a UUID.
    private static final Pattern BY_LOT = Pattern.compile("""
            [A-Za-z0-9]{20}|\
            (?=[A-Za-z]{0,11}[0-9])(?=[0-9]{0,11}[A-Za-z])[A-Za-z0-9]{12}|\
            [0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-""");

    /// What is not an address loses more than it would need to, rather than less.
    static BareUrl of(String typed) {
        String text = typed.strip();
        var scheme = SCHEME.matcher(text);
        String start = scheme.lookingAt() ? scheme.group() : "";
        String rest = text.substring(start.length());
        var end = AUTHORITY_END.matcher(rest);
        int authority = end.find() ? end.start() : rest.length();
        String path = rest.substring(authority).split("[?#]", 2)[0];
        boolean broken = rest.indexOf('@', authority) >= 0 && mayBeCutOff(rest.substring(0, authority), path);
        return new BareUrl(start, broken ? HIDDEN : host(rest.substring(0, authority)), shown(path));
    }

    /// A password with a slash, question mark or hash in it ends the authority early: then there is an `@` behind
    /// it.
    private static boolean mayBeCutOff(String authority, String path) {
        return path.isEmpty() || authority.contains(":");
    }

    /// The same of a field of a record; empty when it holds none.
    public static Optional<BareUrl> in(Fields record, String path) {
        return record.text(path).map(BareUrl::of);
    }

    /// The address as it is kept.
    public String text() {
        return Words.brief(start + host + path, LONGEST);
    }

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return HOST.matcher(host).matches() ? host : HIDDEN;
    }

    private static String shown(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> part.contains("@") || BY_LOT.matcher(part).find() ? HIDDEN : part)
                .collect(Collectors.joining("/"));
    }
}
