package dev.muster.setup;

import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations.Current;
import dev.muster.integration.StatusMessage;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Badge;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What every page about one integration begins with, whichever room draws the rest.
@Component
public class IntegrationHeads {
    private final Pages pages;
    private final Catalogue catalogue;
    private final Clock clock;

    IntegrationHeads(Pages pages, Catalogue catalogue, Clock clock) {
        this.pages = pages;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// Name, status and message, actions and tabs.
    public IntegrationHead head(TenantAccess access, Current current) {
        Integration integration = current.integration();
        return new IntegrationHead(
                integration.id().value().toString(),
                integration.name(),
                mark(integration.application()),
                standing(access, current),
                integration.isManagedBy(access),
                access.may(Action.SEE_RECORD));
    }

    /// The frame of a tab of the integration.
    public Page page(TenantAccess access, HttpServletRequest request, Current current, Tab tab) {
        String name = current.integration().name();
        return tab == Tab.OVERVIEW
                ? page(access, request, current, name)
                : page(access, request, current, "%s, %s".formatted(tab.title(), name), Crumb.of(tab.title()));
    }

    /// The frame of a page below the integration.
    ///
    /// @param below further steps of the path, the page itself last; without any the page is the integration's own
    public Page page(TenantAccess access, HttpServletRequest request, Current current, String title, Crumb... below) {
        String list = "/t/%s/integrations".formatted(access.tenant().slug());
        String name = current.integration().name();
        List<Crumb> crumbs = new ArrayList<>(List.of(
                Crumb.of("Integrations"),
                new Crumb(Nav.INTEGRATIONS.title(), list),
                below.length == 0
                        ? Crumb.of(name)
                        : new Crumb(
                                name, list + "/" + current.integration().id().value())));
        crumbs.addAll(List.of(below));
        return pages.of(access, request, title, Nav.INTEGRATIONS, crumbs);
    }

    /// Badge, message and what may be done next.
    public Standing standing(TenantAccess access, Current current) {
        IntegrationStatus status = current.status();
        return new Standing(
                badge(status.status()),
                current.message(),
                status.isSyncing(),
                status.syncingPercent().orElse(null),
                current.integration().isConfigured(),
                status.pausedAt() != null,
                status.heldRun() == null ? null : status.heldRun().longValue(),
                status.asksForNewCredential(),
                counting(access, current),
                current.integration().isBrought());
    }

    private static Standing.@Nullable Counting counting(TenantAccess access, Current current) {
        String words = StatusMessage.counting(current.status());
        return words.isEmpty()
                ? null
                : new Standing.Counting(
                        words,
                        "/t/%s/integrations/%s/history?run=%d#parts"
                                .formatted(
                                        access.tenant().slug(),
                                        current.integration().id().value(),
                                        current.status().partsRun()));
    }

    /// A moment in the integration's zone.
    public Moment moment(Integration integration, Instant at) {
        return new Moment(at, integration.timeZone(), clock.instant());
    }

    /// As [#moment], for a moment that may not have come.
    public @Nullable Moment momentOrNone(Integration integration, @Nullable Instant at) {
        return at == null ? null : moment(integration, at);
    }

    /// Stands for an application where no logo does.
    String mark(String application) {
        return catalogue.describe(application).mark();
    }

    private static Badge badge(IntegrationStatus.Status status) {
        return switch (status) {
            case NOT_CONFIGURED -> Badge.NOT_CONFIGURED;
            case SYNCING -> Badge.SYNCING;
            case CONNECTED -> Badge.CONNECTED;
            case NEEDS_ATTENTION -> Badge.NEEDS_ATTENTION;
            case ON_HOLD -> Badge.ON_HOLD;
            case PAUSED -> Badge.PAUSED;
        };
    }
}
