package dev.muster.integration;

import dev.muster.database.CannotStart;
import dev.muster.pagerduty.PagerDutyOptions;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator of a server says about PagerDuty.
///
/// @param hosts    further API addresses that are allowed, comma-separated `https://host:port`; usually none
/// @param identity where OAuth apps of those get their tokens; PagerDuty's own identity host when empty
/// @param share    percent of PagerDuty's rate limit that Muster uses, 1 to 100; the rest is for other tools
@ConfigurationProperties("muster.pagerduty")
record PagerDutySettings(
        @DefaultValue("") String hosts,
        @DefaultValue("") String identity,
        @DefaultValue("80") String share) {

    /// @throws CannotStart when one of them cannot be used
    PagerDutyOptions options() {
        PagerDutyOptions options = PagerDutyOptions.defaults();
        try {
            options = options.withAllowedHosts(addresses());
            if (!identity.isBlank()) {
                options = options.withAllowedIdentity(URI.create(identity.strip()));
            }
        } catch (IllegalArgumentException noAddress) {
            throw new CannotStart(
                    "MUSTER_PAGERDUTY_HOSTS or MUSTER_PAGERDUTY_IDENTITY holds something that is no address.",
                    "Write each as https://host:port, without a path; http is for this machine alone.",
                    noAddress);
        }
        return options.withManners(options.manners().withShare(percent() / 100.0));
    }

    private int percent() {
        if (share.strip().matches("[1-9][0-9]?|100")) {
            return Integer.parseInt(share.strip());
        }
        throw new CannotStart(
                "MUSTER_PAGERDUTY_SHARE is '%s', which is no share of a rate limit.".formatted(share),
                "Set a whole number of percent from 1 to 100, or leave it out for 80.");
    }

    private List<URI> addresses() {
        return Arrays.stream(hosts.split(",", -1))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(URI::create)
                .toList();
    }
}
