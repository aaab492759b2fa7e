package dev.muster.pagerduty;

import dev.muster.connector.Configuration;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Secret;
import java.net.http.HttpClient;
import java.util.Optional;

/// Opens sessions for configurations that could work, without a request.
final class Sessions {
    private final PagerDutyOptions options;
    private final HttpClient http;

    Sessions(PagerDutyOptions options) {
        this.options = options;
        this.http = Wire.client(options.bounds().connect());
    }

    /// @throws ReadFailed when the token cannot be one, or the address is not allowed on this server
    Session open(Configuration configuration, PagerDutyOptions.Manners manners, TimeLimit limit) throws ReadFailed {
        Secret secret = configuration.secrets().get(Catalogue.ACCESS_TOKEN);
        Optional<Problem> fault = AccessToken.faultOf(secret);
        if (secret == null || fault.isPresent()) {
            throw ReadFailed.forGood(fault.orElseThrow(), 0);
        }
        ApiHost host = ApiHost.of(region(configuration), options.hosts()).orElseThrow(Sessions::notAllowed);
        return open(host, new AccessToken(secret), manners, limit);
    }

    /// The same token at the other region; empty when the configured address is no region.
    Optional<Session> openInOtherRegion(
            Configuration configuration, AccessToken token, PagerDutyOptions.Manners manners, TimeLimit limit) {
        return ApiHost.otherRegion(region(configuration), options.hosts())
                .map(host -> open(host, token, manners, limit));
    }

    private Session open(ApiHost host, AccessToken token, PagerDutyOptions.Manners manners, TimeLimit limit) {
        return new Session(new Api(http, host, token, options.withManners(manners), limit), host, token);
    }

    /// The first region is preselected in the form, so it is also what no answer means.
    private static String region(Configuration configuration) {
        return configuration.choices().getOrDefault(Catalogue.REGION, ApiHost.US);
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
