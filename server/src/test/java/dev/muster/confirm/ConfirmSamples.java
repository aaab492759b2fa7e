package dev.muster.confirm;

import dev.muster.factor.FactorsHere;
import dev.muster.web.Sample;
import java.util.List;

/// The question before what a found session must not do.
public final class ConfirmSamples {
    private ConfirmSamples() {}

    public static List<Sample> all() {
        return List.of(
                Sample.bare(
                        "confirm-password",
                        "confirm/confirm",
                        new ConfirmView("/t/acme/settings/retention", "AAAA", ConfirmView.Way.PASSWORD, null, null)),
                Sample.bare(
                        "confirm-factor",
                        "confirm/confirm",
                        new ConfirmView(
                                "/t/acme/settings/members",
                                "AAAA",
                                ConfirmView.Way.FACTOR,
                                new FactorsHere(true, true, null),
                                "This is not right. What you typed before is kept; try again.")),
                Sample.bare(
                        "confirm-provider",
                        "confirm/confirm",
                        new ConfirmView("/t/acme/settings/members", "AAAA", ConfirmView.Way.PROVIDER, null, null)));
    }
}
