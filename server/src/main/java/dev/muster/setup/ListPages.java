package dev.muster.setup;

import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.setup.IntegrationsPage.Count;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.setup.IntegrationsPage.Shown;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.web.Badge;
import dev.muster.web.Crumb;
import dev.muster.web.Nav;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Integrations > Third Party Applications: first what waits for somebody, then the rest, each by name.
@Controller
@Does(Action.SEE)
class ListPages {
    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Members members;
    private final Pages pages;

    ListPages(Integrations integrations, IntegrationHeads heads, Catalogue catalogue, Members members, Pages pages) {
        this.integrations = integrations;
        this.heads = heads;
        this.catalogue = catalogue;
        this.members = members;
        this.pages = pages;
    }

    @GetMapping("/t/{tenant}/integrations")
    ModelAndView list(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String show) {
        List<Current> all = integrations.of(access.id());
        Map<UserId, String> names =
                members.of(access.id()).stream().collect(Collectors.toMap(Member::user, Member::name));
        String text = q.strip();
        Shown shown = Shown.of(show);
        List<Row> rows = all.stream()
                .map(current -> row(access, current, names))
                .filter(row -> contains(row, text) && belongs(row, shown))
                .sorted(Comparator.comparingInt(ListPages::urgency)
                        .thenComparing(row -> row.name().toLowerCase(Locale.ROOT)))
                .toList();
        var view = new IntegrationsPage(
                text,
                shown,
                all.size(),
                (int) all.stream()
                        .filter(current -> current.status().needsAction())
                        .count(),
                (int) all.stream().filter(ListPages::isConnected).count(),
                rows,
                catalogue.offered().stream().map(Description::name).collect(Collectors.joining(" or ")),
                access.may(Action.ADD_INTEGRATION));
        List<Crumb> crumbs = List.of(Crumb.of("Integrations"), Crumb.of(Nav.INTEGRATIONS.title()));
        return new ModelAndView(
                "setup/list",
                Map.of(
                        "page",
                        pages.of(access, request, Nav.INTEGRATIONS.title(), Nav.INTEGRATIONS, crumbs),
                        "view",
                        view));
    }

    private Row row(TenantAccess access, Current current, Map<UserId, String> names) {
        Integration integration = current.integration();
        IntegrationStatus status = current.status();
        boolean published = status.revision() != null;
        return new Row(
                integration.id().value().toString(),
                integration.name(),
                integration.description(),
                heads.standing(access, current),
                names.getOrDefault(integration.primaryOwner(), "A former member"),
                integration.secondaryOwners().size(),
                heads.momentOrNone(integration, status.lastGoodAt()),
                heads.momentOrNone(integration, status.nextRunAt()),
                published
                        ? new Count(status.counts().accounts(), status.change().accounts())
                        : null,
                published ? new Count(status.counts().grants(), status.change().grants()) : null,
                integration.isManagedBy(access));
    }

    private static boolean contains(Row row, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return List.of(
                        row.name(),
                        row.description(),
                        row.owner(),
                        row.standing().message())
                .stream()
                .anyMatch(shown -> shown.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static boolean belongs(Row row, Shown shown) {
        return switch (shown) {
            case ALL -> true;
            case ACTION -> needsAction(row.standing());
            case CONNECTED -> row.standing().badge() == Badge.CONNECTED;
        };
    }

    /// What waits for a decision comes first, what broke next; what was never configured last, since nothing is
    /// wrong.
    private static int urgency(Row row) {
        return switch (row.standing().badge()) {
            case ON_HOLD -> 0;
            case NEEDS_ATTENTION -> 1;
            default -> !row.standing().configured() ? 4 : row.standing().oldCredential() ? 2 : 3;
        };
    }

    private static boolean needsAction(Standing standing) {
        Badge badge = standing.badge();
        return standing.oldCredential()
                || badge == Badge.ON_HOLD
                || badge == Badge.NEEDS_ATTENTION
                || badge == Badge.NOT_CONFIGURED;
    }

    private static boolean isConnected(Current current) {
        return current.status().status() == IntegrationStatus.Status.CONNECTED;
    }
}
