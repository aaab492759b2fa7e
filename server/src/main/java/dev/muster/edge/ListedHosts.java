package dev.muster.edge;

import dev.muster.database.CannotStart;
import java.util.List;
import java.util.regex.Pattern;

/// Hosts that an operator lists in a setting: names or addresses, without scheme, port and path.
public final class ListedHosts {
    /// As they stand in addresses: names in ASCII, IPv6 in brackets.
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]");

    private ListedHosts() {}

    /// Those that a setting lists, none when it is not set.
    ///
    /// @throws CannotStart about one that no address could have, and that would silently be none of them
    public static List<String> of(String setting, List<String> said) {
        for (String host : said) {
            if (!HOST.matcher(host).matches()) {
                throw new CannotStart(
                        "%s lists '%s', which is no name of a host.".formatted(setting, host),
                        "Write names or addresses with commas between, without https:// and without ports.");
            }
        }
        return List.copyOf(said);
    }
}
