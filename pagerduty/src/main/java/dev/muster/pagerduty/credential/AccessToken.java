package dev.muster.pagerduty.credential;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Secret;
import dev.muster.kit.client.Meter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An API key or an OAuth access token, looked at before it is sent anywhere.
final class AccessToken implements Credential {
    private static final Pattern OAUTH = Pattern.compile("pd[a-z]{2}\\+_.*|.{64}");
    private static final String COPY_AGAIN = "Copy it again, whole and by itself, and enter it under Configure";

    private final Secret secret;

    AccessToken(Secret secret) {
        this.secret = secret;
    }

    /// What is wrong with a token that cannot be one; empty when only PagerDuty can tell.
    static Optional<Problem> faultOf(@Nullable Secret secret) {
        if (secret == null || secret.expose().isBlank()) {
            return refused("The access token for PagerDuty is empty", "Enter one under Configure");
        }
        String text = secret.expose();
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            return refused("The access token for PagerDuty contains a line break", COPY_AGAIN);
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return refused("The access token for PagerDuty contains a space", COPY_AGAIN);
        }
        if (text.chars().anyMatch(c -> c < '!' || c > '~')) {
            return refused("The access token for PagerDuty contains a character that no token has", COPY_AGAIN);
        }
        return Optional.empty();
    }

    /// Keys and OAuth tokens are announced differently.
    @Override
    public String header(Meter meter) {
        String text = secret.expose();
        return isOAuth() ? "Bearer " + text : "Token token=" + text;
    }

    private boolean isOAuth() {
        return OAUTH.matcher(secret.expose()).matches();
    }

    @Override
    public String fingerprint() {
        return secret.fingerprint();
    }

    @Override
    public String blackOutIn(String words) {
        return words.replace(secret.expose(), "(secret)");
    }

    @Override
    public String words() {
        return "access token";
    }

    @Override
    public String afterRefusal() {
        return "Replace it under Configure";
    }

    @Override
    public String afterDenial() {
        return "Enter an account key, or the key of a user who may see this, under Configure";
    }

    private static Optional<Problem> refused(String what, String nextStep) {
        return Optional.of(new Problem(Cause.CREDENTIAL_REFUSED, what, nextStep, null));
    }
}
