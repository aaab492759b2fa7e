package dev.muster.pagerduty;

import dev.muster.connector.Secret;
import dev.muster.kit.LocalServer;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Authorization;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.kit.transport.Wire;
import java.time.Duration;

/// PagerDuty's API at a web server that answers as a test wants.
final class LocalApi {
    private LocalApi() {}

    /// As a run would use it.
    static Api of(LocalServer server, SettableTime time) {
        return of(server, time, new AccessToken(Secret.of("aKeyOfTwentyLetters1")));
    }

    static Api of(LocalServer server, SettableTime time, Authorization authorization) {
        return of(server, new Time(time, time), authorization);
    }

    static Api of(LocalServer server, Time time, Authorization authorization) {
        return new Api(
                Wire.client(Duration.ofSeconds(5), Route.DIRECT),
                server.uri(),
                Conventions.DIALECT,
                authorization,
                PagerDutyOptions.defaults().withTime(time).client(),
                TimeLimit.none(time.clock()));
    }
}
