package dev.muster.resource;

import dev.muster.changes.AllChanges;
import dev.muster.connector.Description;
import dev.muster.connector.ResourceType.Part;
import dev.muster.explorer.AbilityWords;
import dev.muster.explorer.Shown;
import dev.muster.explorer.TypeWords;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.resource.Answering.Answer;
import dev.muster.resource.PageFacts.Facts;
import dev.muster.resource.ResourcePage.Links;
import dev.muster.resource.ResourcePage.Tab;
import dev.muster.resource.ResourceRights.Most;
import dev.muster.rights.Resources.Found;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Nav;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts the page of a resource together: which tabs there are, and what the chosen one shows. Runs in the caller's
/// tenant transaction.
@Component
class ResourceTabs {
    private final ResourceRights rights;
    private final HolderRows holders;
    private final Answering answering;
    private final SoldSeats seats;
    private final LinkWords links;
    private final Briefs briefs;
    private final AllChanges changes;
    private final IntegrationHeads heads;

    ResourceTabs(
            ResourceRights rights,
            HolderRows holders,
            Answering answering,
            SoldSeats seats,
            LinkWords links,
            Briefs briefs,
            AllChanges changes,
            IntegrationHeads heads) {
        this.rights = rights;
        this.holders = holders;
        this.answering = answering;
        this.seats = seats;
        this.links = links;
        this.briefs = briefs;
        this.changes = changes;
        this.heads = heads;
    }

    /// What all tabs are told of, whichever is chosen.
    ///
    /// @param most   none where nobody knows how levels add up
    /// @param answer none of what nobody can be called about
    /// @param held   how many grants there are on it, but for what comes and goes by itself
    private record Known(@Nullable Most most, @Nullable Answer answer, ResourcePage.@Nullable Seats seats, long held) {
        /// What the page has, the one that it opens on first.
        List<ResourceTab> there(Facts facts) {
            List<ResourceTab> there = new ArrayList<>();
            if (seats != null && !seats.meaning().isEmpty()) {
                there.add(ResourceTab.DUTYLESS);
            }
            boolean direct = facts.book() == null || facts.book().isDirect();
            boolean listsHolders = !facts.is(Part.WHOLE) && (direct || held > 0 || facts.is(Part.GROUP));
            if (listsHolders && (facts.is(Part.GROUP) || facts.is(Part.SEAT) || direct)) {
                there.add(ResourceTab.HOLDERS);
            }
            if (most != null) {
                there.add(ResourceTab.ABLE);
            }
            if (answer != null) {
                there.add(ResourceTab.ANSWERS);
            }
            if (listsHolders && !there.contains(ResourceTab.HOLDERS)) {
                there.add(ResourceTab.HOLDERS);
            }
            return there;
        }
    }

    ResourcePage page(TenantAccess access, Facts facts, Asked asked) {
        Revision revision = facts.revision();
        Found found = facts.found();
        String type = found.key().type();
        Address self = facts.at().resource(found.key());
        Known known = known(facts);
        List<ResourceTab> there = known.there(facts);
        ResourceTab chosen = ResourceTab.chosen(asked.view(), there).orElse(null);
        List<Links> linked = links.of(revision, facts.application(), found.key(), facts.at());
        return new ResourcePage(
                self,
                revision.integration().name(),
                Shown.of(heads, revision),
                found.key().id(),
                found.name(),
                TypeWords.noun(facts.application(), type),
                TypeWords.icon(facts.application(), type),
                found.stub().is(),
                heads.momentOrNone(revision.integration(), found.stub().deleted()),
                heads.moment(revision.integration(), found.since()),
                facts.privacy(),
                facts.owners(),
                linked,
                facts.is(Part.OBJECT) && known.answer() != null
                        ? briefs.of(facts, known.most(), known.answer(), self)
                        : null,
                known.seats(),
                tabs(access, facts, known, there, chosen, linked, self),
                chosen == ResourceTab.ABLE ? able(facts, asked, self) : null,
                chosen != null && chosen.isOfHolders()
                        ? holders.of(facts.about(), asked, chosen, self, list(access, facts))
                        : null,
                known.answer() == null ? null : answers(facts, known.answer(), asked.person(), self),
                chosen == ResourceTab.ANSWERS,
                facts.isRuled());
    }

    private Known known(Facts facts) {
        Description application = facts.application();
        Found found = facts.found();
        return new Known(
                facts.isRuled() ? rights.most(facts.revision(), Objects.requireNonNull(facts.book()), found) : null,
                Answering.isAnsweredFor(application, found.key().type())
                        ? answering.about(facts.revision(), application, found.key(), found.name())
                        : null,
                seats.of(
                        facts.revision(),
                        application,
                        facts.book(),
                        facts.about().sources().unread(),
                        found.key()),
                facts.is(Part.WHOLE) ? 0 : HolderRows.sum(holders.levels(facts.about(), ResourceTab.HOLDERS)));
    }

    private ResourcePage.Rights able(Facts facts, Asked asked, Address self) {
        var words = new AbilityWords(
                Objects.requireNonNull(facts.book()), facts.about().sources());
        var question = new ResourceRights.Asked(asked.search(), asked.right(), asked.walk(ResourceTab.ABLE));
        return rights.of(facts.revision(), words, facts.found(), question, self);
    }

    private static AnswersView answers(Facts facts, Answer answer, String person, Address self) {
        return new AnswerWords(
                        facts.application(),
                        facts.at(),
                        new DutyWords(facts.revision().newest()),
                        facts.about().sources().unread(),
                        WaysTo.feeds(facts.application(), facts.book()),
                        self.with(ResourceTab.FIELD, ResourceTab.ANSWERS.id()))
                .of(answer, person);
    }

    private List<Tab> tabs(
            TenantAccess access,
            Facts facts,
            Known known,
            List<ResourceTab> there,
            @Nullable ResourceTab chosen,
            List<Links> linked,
            Address self) {
        List<Tab> tabs = new ArrayList<>();
        for (ResourceTab tab : there) {
            tabs.add(new Tab(
                    title(facts, known, tab),
                    count(known, tab),
                    self.with(ResourceTab.FIELD, tab.id()).toString(),
                    tab == chosen));
        }
        owned(linked)
                .ifPresent(owns -> tabs.add(
                        Math.min(1, tabs.size()),
                        new Tab("What it owns", owns.found(), Objects.requireNonNull(owns.all()), false)));
        if (SearchText.fits(id(facts))) {
            Long changed = changes.ofAccessSinceLastWeek(facts.revision(), new SearchText(id(facts)));
            tabs.add(new Tab("Changes in a week", changed, changes(access, facts), false));
        }
        return tabs;
    }

    private static Optional<Links> owned(List<Links> linked) {
        return linked.stream().filter(links -> links.all() != null).findFirst();
    }

    private static String title(Facts facts, Known known, ResourceTab tab) {
        return switch (tab) {
            case ABLE -> "Who " + Objects.requireNonNull(known.most()).words();
            case HOLDERS -> facts.is(Part.GROUP) ? "Members" : facts.is(Part.SEAT) ? "All holders" : "Who holds what";
            case DUTYLESS -> "Held without duty";
            case ANSWERS -> "Who answers";
        };
    }

    private static @Nullable Long count(Known known, ResourceTab tab) {
        return switch (tab) {
            case ABLE -> Objects.requireNonNull(known.most()).accounts();
            case HOLDERS -> known.held();
            case DUTYLESS -> {
                ResourcePage.Seats seats = Objects.requireNonNull(known.seats());
                yield seats.isDutyTold() ? seats.dutyless() : null;
            }
            case ANSWERS -> Objects.requireNonNull(known.answer()).people();
        };
    }

    private static String id(Facts facts) {
        return facts.found().key().id();
    }

    /// What changed of it is listed among the changes of all applications.
    private static String changes(TenantAccess access, Facts facts) {
        return Address.of("/t/%s%s".formatted(access.tenant().slug(), Nav.CHANGES.path()))
                .with("integration", facts.revision().integration().id().value().toString())
                .with("what", "grants")
                .with("q", id(facts))
                .with(
                        "to",
                        facts.revision().newest()
                                ? ""
                                : facts.revision().published().toString())
                .toString();
    }

    /// The list of all access, narrowed to a group.
    private static @Nullable String list(TenantAccess access, Facts facts) {
        if (!facts.is(Part.GROUP)) {
            return null;
        }
        Revision revision = facts.revision();
        return Address.of("/t/%s%s".formatted(access.tenant().slug(), Nav.ACCESS.path()))
                .with("integration", revision.integration().id().value().toString())
                .with("type", facts.found().key().type())
                .with("group", facts.found().key().id())
                .with("asOf", revision.newest() ? "" : revision.published().toString())
                .toString();
    }
}
