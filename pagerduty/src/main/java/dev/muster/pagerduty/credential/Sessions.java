package dev.muster.pagerduty.credential;

import dev.muster.connector.Configuration;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Secret;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.ClientOptions;
import dev.muster.kit.client.Manners;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.kit.transport.Wire;
import dev.muster.pagerduty.api.ApiHost;
import dev.muster.pagerduty.api.Conventions;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.api.Hosts;
import java.net.http.HttpClient;
import java.util.Optional;

/// Opens sessions for configurations that could work, without a request.
public final class Sessions {
    private final Hosts hosts;
    private final ClientOptions options;
    private final HttpClient http;

    public Sessions(Hosts hosts, ClientOptions options) {
        this.hosts = hosts;
        this.options = options;
        this.http = Wire.client(options.bounds().connect(), options.route());
    }

    /// @throws ReadFailed when the credential cannot be one, or the address is not allowed on this server
    public Session open(Configuration configuration, Manners manners, TimeLimit limit) throws ReadFailed {
        Entered entered = entered(configuration);
        ApiHost host = ApiHost.of(region(configuration), hosts).orElseThrow(Sessions::notAllowed);
        return open(host, entered, manners, limit);
    }

    /// The same credential at the other region; empty when the configured address is no region.
    Optional<Session> openInOtherRegion(Configuration configuration, Manners manners, TimeLimit limit)
            throws ReadFailed {
        Entered entered = entered(configuration);
        return ApiHost.otherRegion(region(configuration), hosts).map(host -> open(host, entered, manners, limit));
    }

    /// Ends what is under way and the threads that wait for it; a process could not end at once while they do.
    public void close() {
        http.shutdownNow();
    }

    /// A credential as it was entered, looked at but not tried.
    private sealed interface Entered {
        record Token(AccessToken token) implements Entered {}

        /// @param feeds what the app is to read
        record App(OAuthApp app, String feeds) implements Entered {}
    }

    private static Entered entered(Configuration configuration) throws ReadFailed {
        if (SettingIds.OAUTH_APP.equals(configuration.choices().get(SettingIds.CREDENTIAL))) {
            String feeds = configuration.choices().getOrDefault(SettingIds.FEEDS, Feeds.STANDARD);
            return new Entered.App(OAuthApp.of(configuration), feeds);
        }
        Secret secret = configuration.secrets().get(SettingIds.ACCESS_TOKEN);
        Optional<Problem> fault = AccessToken.faultOf(secret);
        if (secret == null || fault.isPresent()) {
            throw ReadFailed.forGood(fault.orElseThrow(), 0);
        }
        return new Entered.Token(new AccessToken(secret));
    }

    private Session open(ApiHost host, Entered entered, Manners manners, TimeLimit limit) {
        Credential authorization = switch (entered) {
            case Entered.Token(AccessToken token) -> token;
            case Entered.App(OAuthApp app, String feeds) -> token(host, app, feeds, limit);
        };
        return new Session(
                new Api(http, host.base(), Conventions.DIALECT, authorization, options.withManners(manners), limit),
                host,
                authorization);
    }

    private AppToken token(ApiHost host, OAuthApp app, String feeds, TimeLimit limit) {
        var wanted = Scopes.of(Feeds.wanted(feeds));
        var identity = new IdentityHost(http, app, host, wanted, options, limit);
        return new AppToken(app, wanted, identity, options.time().clock());
    }

    /// The first region is preselected in the form, so it is also what no answer means.
    private static String region(Configuration configuration) {
        return configuration.choices().getOrDefault(SettingIds.REGION, ApiHost.US);
    }

    private static ReadFailed notAllowed() {
        return ReadFailed.forGood(
                new Problem(
                        Cause.UNREACHABLE,
                        "The operator of this server does not allow the configured PagerDuty address",
                        "Choose another region under Configure",
                        null),
                0);
    }
}
