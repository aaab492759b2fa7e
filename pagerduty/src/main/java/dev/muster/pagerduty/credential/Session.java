package dev.muster.pagerduty.credential;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.client.Api;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.ApiHost;
import org.jspecify.annotations.Nullable;

/// One configuration at work: where it reads and as who.
public record Session(Api api, ApiHost host, Credential authorization) {

    /// The account in words: `acme.pagerduty.com (US)`; none when its web address could not be told.
    public @Nullable String accountAt(@Nullable String web) {
        return web == null ? null : "%s (%s)".formatted(web, host.region());
    }

    /// What answered one of the first questions cannot have been PagerDuty's API.
    public ReadFailed foreign(ReadFailed failure) {
        Problem problem = failure.problem();
        String told = problem.status() == null ? "" : " (%d)".formatted(problem.status());
        return ReadFailed.forGood(
                new Problem(
                        Cause.FOREIGN_ANSWER,
                        "%s answers, but not with data of PagerDuty's%s: this is not PagerDuty's API, or the credential was refused"
                                .formatted(host.name(), told),
                        "Check the region and the %s under Configure, and any proxy between this server and PagerDuty"
                                .formatted(authorization.words()),
                        problem.requestId(),
                        problem.status()),
                failure.status());
    }
}
