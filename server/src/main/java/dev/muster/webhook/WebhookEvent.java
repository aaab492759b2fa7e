package dev.muster.webhook;

import dev.muster.integration.IntegrationNeedsPeople.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What an address can be told of. The names are part of what receivers rely on.
public enum WebhookEvent {
    /// A run waits for a decision.
    HELD("integration.held", "A run is held"),
    /// Two runs in a row were not complete.
    FAILING("integration.failing", "Two runs in a row were not complete"),
    /// A credential is more than 90 days old.
    OLD_CREDENTIAL("integration.old_credential", "A credential is more than 90 days old"),
    /// A newer file was promised by now.
    LATE_FILE("integration.late_file", "A file is older than promised"),
    /// An API token of the tenant ends within 14 days, and once more: within one.
    TOKEN_ENDING("token.ending", "An API token is about to end"),
    /// Somebody tried whether calls arrive. Told to every address that is asked to try.
    TEST("webhook.test", "Test");

    private final String type;
    private final String title;

    WebhookEvent(String type, String title) {
        this.type = type;
        this.title = title;
    }

    /// As calls and the API name it: `integration.held`.
    public String type() {
        return type;
    }

    /// As pages name it.
    public String title() {
        return title;
    }

    /// Those that an address is told of when somebody chose them.
    public static List<WebhookEvent> choosable() {
        return List.of(HELD, FAILING, OLD_CREDENTIAL, LATE_FILE, TOKEN_ENDING);
    }

    static WebhookEvent of(Reason reason) {
        return switch (reason) {
            case HELD -> HELD;
            case FAILING -> FAILING;
            case OLD_CREDENTIAL -> OLD_CREDENTIAL;
            case LATE_FILE -> LATE_FILE;
        };
    }

    /// The one of that type, if there is.
    static Optional<WebhookEvent> typed(String type) {
        return Arrays.stream(values()).filter(event -> event.type.equals(type)).findFirst();
    }
}
