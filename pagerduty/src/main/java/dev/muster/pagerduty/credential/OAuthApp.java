package dev.muster.pagerduty.credential;

import dev.muster.connector.Configuration;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Secret;
import dev.muster.kit.transport.ReadFailed;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A scoped OAuth app as an administrator enters it. Prints no secret.
///
/// @param subdomain of the account it reads: `acme`
public record OAuthApp(String clientId, Secret clientSecret, String subdomain) {
    /// What a client id can look like; PagerDuty does not say more.
    public static final String CLIENT_ID = "[A-Za-z0-9._~-]{8,200}";

    /// The first part of the address of an account's web pages.
    public static final String SUBDOMAIN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    private static final String COPY_AGAIN =
            "Copy it again from the page of the app at PagerDuty, and enter it under Configure";

    /// @throws ReadFailed when a part is missing or cannot be one
    static OAuthApp of(Configuration configuration) throws ReadFailed {
        String id = answer(configuration, SettingIds.CLIENT_ID);
        require(!id.isEmpty(), "The client id of the OAuth app is missing", "Enter it under Configure");
        require(id.matches(CLIENT_ID), "The client id of the OAuth app contains what no client id has", COPY_AGAIN);
        Secret secret = configuration.secrets().get(SettingIds.CLIENT_SECRET);
        if (secret == null || secret.expose().isBlank()) {
            throw refused("The client secret of the OAuth app is missing", "Enter it under Configure");
        }
        require(
                PRINTABLE.matcher(secret.expose()).matches(),
                "The client secret of the OAuth app contains what no client secret has",
                COPY_AGAIN);
        String subdomain = answer(configuration, SettingIds.SUBDOMAIN);
        require(
                subdomain.matches(SUBDOMAIN),
                "The subdomain of the PagerDuty account is missing or cannot be one",
                "Enter the first part of the address of its web pages under Configure: acme for acme.pagerduty.com");
        return new OAuthApp(id, secret, subdomain);
    }

    /// Foreign words with the client secret blacked out, should they repeat it.
    String blackOutIn(String words) {
        return words.replace(clientSecret.expose(), "(secret)");
    }

    private static String answer(Configuration configuration, String id) {
        @Nullable String answer = configuration.choices().get(id);
        return answer == null ? "" : answer.strip();
    }

    private static void require(boolean holds, String what, String nextStep) throws ReadFailed {
        if (!holds) {
            throw refused(what, nextStep);
        }
    }

    private static ReadFailed refused(String what, String nextStep) {
        return ReadFailed.forGood(new Problem(Cause.CREDENTIAL_REFUSED, what, nextStep, null), 0);
    }
}
