package dev.muster.pagerduty.credential;

import dev.muster.connector.Secret;
import dev.muster.kit.LocalServer;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Authorization;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.kit.transport.Wire;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.pagerduty.api.Conventions;
import java.net.URI;
import java.time.Duration;

/// PagerDuty's API at a web server that answers as a test wants.
public final class LocalApi {
    private LocalApi() {}

    /// As a run would use it.
    public static Api of(LocalServer server, SettableTime time) {
        return of(server, time, new AccessToken(Secret.of("aKeyOfTwentyLetters1")));
    }

    public static Api of(LocalServer server, SettableTime time, Authorization authorization) {
        return of(server, new Time(time, time), authorization);
    }

    public static Api of(LocalServer server, Time time, Authorization authorization) {
        return of(server.uri(), time, authorization);
    }

    /// At another server than [LocalServer].
    public static Api of(URI server, SettableTime time) {
        return of(server, new Time(time, time), new AccessToken(Secret.of("aKeyOfTwentyLetters1")));
    }

    private static Api of(URI server, Time time, Authorization authorization) {
        return new Api(
                Wire.client(Duration.ofSeconds(5), Route.DIRECT),
                server,
                Conventions.DIALECT,
                authorization,
                PagerDutyOptions.defaults().withTime(time).client(),
                TimeLimit.none(time.clock()));
    }
}
