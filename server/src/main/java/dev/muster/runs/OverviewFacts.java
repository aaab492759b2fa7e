package dev.muster.runs;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.ResourceType.Part;
import dev.muster.host.Counts;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations.Current;
import dev.muster.runs.OverviewPage.Counted;
import dev.muster.runs.OverviewPage.Day;
import dev.muster.runs.OverviewPage.Details;
import dev.muster.runs.OverviewPage.Older;
import dev.muster.runs.OverviewPage.SavedSecret;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.RunHistory;
import dev.muster.sync.RunHistory.OlderFeed;
import dev.muster.sync.SyncRun;
import dev.muster.sync.SyncRun.Outcome;
import dev.muster.sync.SyncRun.SeenCredential;
import dev.muster.sync.UnreadParts;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.web.Figures;
import dev.muster.web.Icon;
import dev.muster.web.Spelling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers what the overview of an integration shows.
@Component
class OverviewFacts {
    private static final int DAYS = 30;
    private static final Duration OLD = Duration.ofDays(90);

    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Members members;
    private final RunHistory history;
    private final RunningSyncs running;
    private final Clock clock;

    OverviewFacts(
            IntegrationHeads heads,
            Catalogue catalogue,
            Members members,
            RunHistory history,
            RunningSyncs running,
            Clock clock) {
        this.heads = heads;
        this.catalogue = catalogue;
        this.members = members;
        this.history = history;
        this.running = running;
        this.clock = clock;
    }

    OverviewPage overview(TenantAccess access, Current current) {
        return new OverviewPage(
                heads.head(access, current),
                running.progress(access, current).orElse(null),
                revision(access, current),
                details(access, current),
                days(access, current.integration()));
    }

    private OverviewPage.@Nullable Revision revision(TenantAccess access, Current current) {
        IntegrationStatus status = current.status();
        Integer revision = status.revision();
        Instant published = status.dataFrom();
        if (revision == null || published == null) {
            return null;
        }
        return new OverviewPage.Revision(
                revision,
                heads.moment(current.integration(), published),
                counted(catalogue.describe(current.integration()), status.counts(), status.change()),
                older(access, current.integration()));
    }

    private static List<Counted> counted(Description application, Counts now, IntegrationStatus.Change change) {
        List<Counted> counted = new ArrayList<>();
        counted.add(new Counted(
                Icon.USERS,
                "Accounts",
                now.accounts(),
                apart(now.absentAccounts(), "absent", "absent"),
                change.accounts(),
                Tab.DATA.path()));
        if (!application.types(Part.GROUP).isEmpty()) {
            counted.add(new Counted(
                    Icon.USERS_GROUP,
                    application.plural(Part.GROUP),
                    now.groups(),
                    apart(now.stubGroups(), "only named", "only named"),
                    change.groups(),
                    null));
        }
        counted.add(new Counted(
                Icon.KEY,
                "Grants",
                now.grants(),
                apart(now.restlessGrants(), "comes and goes", "come and go"),
                change.grants(),
                null));
        return counted;
    }

    private static String apart(long number, String one, String many) {
        return number == 0 ? "" : Figures.counted(number, one, many);
    }

    /// In the order the feeds are read: those that are older as a whole, or some parts of them.
    private List<Older> older(TenantAccess access, Integration integration) {
        Map<String, OlderFeed> feeds = history.olderFeeds(integration.key(access.id())).stream()
                .collect(Collectors.toMap(OlderFeed::feed, Function.identity()));
        Map<String, UnreadParts.OfFeed> parts = history.olderParts(integration.key(access.id())).stream()
                .collect(Collectors.toMap(UnreadParts.OfFeed::feed, Function.identity()));
        return catalogue.describe(integration).feeds().stream()
                .flatMap(feed -> older(integration, feed, feeds.get(feed.id()), parts.get(feed.id())).stream())
                .toList();
    }

    private Optional<Older> older(
            Integration integration, Feed feed, @Nullable OlderFeed whole, UnreadParts.@Nullable OfFeed parts) {
        if (whole != null) {
            return Optional.of(new Older(feed.title(), heads.moment(integration, whole.dataFrom())));
        }
        Feed.Parts by = feed.parts();
        if (parts == null || by == null) {
            return Optional.empty();
        }
        String what = parts.parts() == 1
                ? by.one().formatted(parts.name())
                : by.many().formatted(Figures.grouped(parts.parts()));
        return Optional.of(new Older(Spelling.capital(what), heads.moment(integration, parts.since())));
    }

    private Details details(TenantAccess access, Current current) {
        Integration integration = current.integration();
        return new Details(
                name(access, integration.primaryOwner()),
                integration.secondaryOwners().stream()
                        .map(owner -> name(access, owner))
                        .toList(),
                integration.description(),
                history.publishedBefore(integration.key(access.id()), Integer.MAX_VALUE)
                        .map(SyncRun::credential)
                        .map(SeenCredential::account)
                        .orElse(null),
                integration.isManagedBy(access) ? secret(integration) : null,
                heads.momentOrNone(integration, current.status().nextRunAt()));
    }

    private String name(TenantAccess access, UserId user) {
        return members.find(access.id(), user).map(Member::name).orElse("A former member");
    }

    private @Nullable SavedSecret secret(Integration integration) {
        return integration.credentials().stream()
                .findFirst()
                .map(saved -> new SavedSecret(
                        catalogue.settingLabel(integration.application(), saved.field()),
                        saved.lastFour(),
                        saved.setBy(),
                        heads.moment(integration, saved.setAt()),
                        saved.setAt().isBefore(clock.instant().minus(OLD))))
                .orElse(null);
    }

    private List<Day> days(TenantAccess access, Integration integration) {
        LocalDate today = clock.instant().atZone(integration.timeZone()).toLocalDate();
        LocalDate first = today.minusDays(DAYS - 1);
        Map<LocalDate, Outcome> best = history.days(
                integration.key(access.id()),
                integration.timeZone(),
                first.atStartOfDay(integration.timeZone()).toInstant());
        return IntStream.range(0, DAYS)
                .mapToObj(day -> day(best.get(first.plusDays(day))))
                .toList();
    }

    private static Day day(@Nullable Outcome best) {
        return switch (best) {
            case null -> Day.NONE;
            case COMPLETE -> Day.COMPLETE;
            case PARTIAL, HELD -> Day.PARTIAL;
            case FAILED, CANCELLED -> Day.FAILED;
        };
    }
}
