package dev.muster.pagerduty.credential;

import dev.muster.connector.Row.AccountKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Guesses which logins belong to machines. PagerDuty has no such mark and tells its customers to make users for bots,
/// so the only sign is what people call them: a whole word such as `bot` or `svc` in the name or before the `@`.
public final class ServiceAccounts {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> WORDS =
            Set.of("bot", "robot", "svc", "automation", "terraform", "noreply", "serviceaccount");
    private static final Set<String> PHRASES = Set.of("service account", "service user", "api user", "no reply");

    private ServiceAccounts() {}

    public static AccountKind kind(String name, String email) {
        String mailbox = email.substring(0, Math.max(0, email.indexOf('@')));
        return soundsLikeMachine(name) || soundsLikeMachine(mailbox) ? AccountKind.SERVICE : AccountKind.HUMAN;
    }

    private static boolean soundsLikeMachine(String text) {
        String words = BETWEEN_WORDS
                .matcher(text.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        return Arrays.stream(words.split(" ")).anyMatch(WORDS::contains)
                || PHRASES.stream().anyMatch(words::contains);
    }
}
