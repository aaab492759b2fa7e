package dev.muster.web;

import dev.muster.access.AccessOverAllSamples;
import dev.muster.changes.ChangeSamples;
import dev.muster.confirm.ConfirmSamples;
import dev.muster.custom.UploadSamples;
import dev.muster.download.DownloadSamples;
import dev.muster.explorer.AccessSamples;
import dev.muster.explorer.AccountSamples;
import dev.muster.home.HomeSamples;
import dev.muster.invitation.InvitationSamples;
import dev.muster.people.PeopleSamples;
import dev.muster.question.QuestionSamples;
import dev.muster.resource.ResourceSamples;
import dev.muster.runs.SyncSamples;
import dev.muster.search.SearchSamples;
import dev.muster.settings.SettingsSamples;
import dev.muster.setup.IntegrationSamples;
import dev.muster.signin.SignInSamples;
import dev.muster.sso.SignOnSamples;
import dev.muster.webhook.WebhookSamples;
import java.util.List;
import java.util.stream.Stream;

/// Every page there is, in the states that matter.
final class SamplePages {
    private SamplePages() {}

    static List<Sample> all() {
        return Stream.of(
                        SignInSamples.all(),
                        InvitationSamples.all(),
                        HomeSamples.all(),
                        IntegrationSamples.all(),
                        SyncSamples.all(),
                        AccountSamples.all(),
                        AccessSamples.all(),
                        ResourceSamples.all(),
                        ChangeSamples.all(),
                        SettingsSamples.all(),
                        ConfirmSamples.all(),
                        SignOnSamples.all(),
                        WebhookSamples.all(),
                        UploadSamples.all(),
                        PeopleSamples.all(),
                        AccessOverAllSamples.all(),
                        DownloadSamples.all(),
                        QuestionSamples.all(),
                        SearchSamples.all(),
                        errors())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> errors() {
        ErrorView failed = new ErrorView(
                500,
                Icon.ALERT_CIRCLE,
                "This page could not be made",
                "Something failed on our side. Nothing was changed and no data is lost. Try again; if it stays, give"
                        + " your operator the reference.",
                List.of(),
                "7K2M-Q4VD",
                Moment.utc(SampleFrames.NOW),
                "/t/acme/integrations");
        ErrorView notAllowed = ErrorView.of(
                403,
                Icon.LOCK,
                "You may not do this",
                "Members are managed by Administrators of Acme; you are Reviewer there. Ask an Administrator of Acme for it.");
        ErrorView notFound = ErrorView.of(404, Icon.SEARCH, "There is nothing at this address", "Check the address.");
        return List.of(
                new Sample("error", "web/error", failed, SampleFrames.page(null, "This page could not be made")),
                new Sample("not-allowed", "web/error", notAllowed, SampleFrames.page(null, "You may not do this")),
                Sample.bare("not-found", "web/errorBare", notFound));
    }
}
