package dev.muster.form;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a row says, once it is known to be good. Which of them there are depends on the kind of its table.
///
/// @param account  what tells the account from others; empty where the row names none
/// @param resource what tells the resource from others; empty where the row names none
/// @param owner    the resource that owns it; empty when nobody tells
/// @param group    the resource whose members hold it; empty when an account does
/// @param lastUsed `2026-11-20`; none when nobody tells
/// @param attributes what else the row tells of a person; empty where it tells access
public record Facts(
        String account,
        String accountName,
        @Nullable String email,
        boolean service,
        String resource,
        String resourceName,
        String type,
        String owner,
        String group,
        String level,
        @Nullable String lastUsed,
        Map<String, String> attributes) {

    /// Somebody on a roster.
    static Facts person(String id, String name, @Nullable String email, Map<String, String> attributes) {
        return new Facts(id, name, email, false, "", "", "", "", "", "", null, Map.copyOf(attributes));
    }
}
