package dev.muster.resource;

import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.ledger.Level;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.resource.Duty.How;
import dev.muster.resource.HolderList.Holder;
import dev.muster.resource.HoldersView.LastCalled;
import dev.muster.resource.HoldersView.LevelChoice;
import dev.muster.resource.HoldersView.OnDuty;
import dev.muster.resource.HoldersView.Row;
import dev.muster.resource.HoldersView.Shows;
import dev.muster.rights.Rulebook;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.Sources;
import dev.muster.web.Address;
import dev.muster.web.Pager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who holds something on a resource, for its page. Runs in the caller's tenant transaction.
@Component
class HolderRows {
    private final HolderList holders;
    private final Duties duties;
    private final LastOnCall lastCalls;
    private final Witnesses witnesses;
    private final IntegrationHeads heads;

    HolderRows(HolderList holders, Duties duties, LastOnCall lastCalls, Witnesses witnesses, IntegrationHeads heads) {
        this.holders = holders;
        this.duties = duties;
        this.lastCalls = lastCalls;
        this.witnesses = witnesses;
        this.heads = heads;
    }

    /// The resource that is asked about, at its revision.
    ///
    /// @param book none where nobody knows how levels add up
    record About(Sources sources, @Nullable Rulebook book, Key resource) {
        Revision revision() {
            return sources.revision();
        }

        Description application() {
            return sources.application();
        }
    }

    /// How often each level is held, by its raw value, whatever the filter.
    Map<String, Long> levels(About about, ResourceTab tab) {
        return levels(about, new HolderList.Wanted(new SearchText(""), "", tab == ResourceTab.DUTYLESS));
    }

    private Map<String, Long> levels(About about, HolderList.Wanted wanted) {
        return holders.levels(about.revision(), about.application(), about.resource(), wanted);
    }

    /// @param self address of the page without filters
    /// @param list where all access is listed that is like this; none where there is no such list
    HoldersView of(About about, Asked asked, ResourceTab tab, Address self, @Nullable String list) {
        Revision revision = about.revision();
        Description application = about.application();
        HolderList.Wanted wanted = asked.holders(tab);
        Walk walk = asked.walk(tab);
        Stretch<Holder> page = walk.through(
                revision, holders.stretch(revision, application, about.resource(), wanted, walk.after(), Pager.ROWS));
        Map<String, Long> levels = levels(about, wanted);
        Map<String, Long> whole = levels(about, tab);
        holders.requireKnownLevel(revision, application, about.resource(), wanted);
        Address here =
                self.with(ResourceTab.FIELD, tab.id()).with("q", wanted.search().value());
        Address file = self.below("/holders.csv")
                .with("q", wanted.search().value())
                .with(HoldersAsked.LEVEL, wanted.level())
                .with(HoldersAsked.DUTYLESS, wanted.dutyless() ? HoldersAsked.YES : "");
        Shows shows = shows(application, tab, page.rows());
        Witnesses.Said said = witnesses.of(revision, application, about.book(), about.resource(), whole);
        return new HoldersView(
                title(application, about.resource(), tab),
                tab.id(),
                choices(application, about.resource(), levels, wanted.level(), here),
                wanted.level(),
                wanted.search().value(),
                sum(whole),
                page.found(),
                shows,
                rows(about, page.rows(), shows),
                Pager.of(page, here.with("level", wanted.level())),
                foot(about, tab, said),
                file.toString(),
                list,
                said.differ()
                        ? Address.of(about.sources().at().integration() + "/history")
                                        .with("run", String.valueOf(revision.run()))
                                + "#differing"
                        : null);
    }

    private static String title(Description application, Key resource, ResourceTab tab) {
        if (tab == ResourceTab.DUTYLESS) {
            return "Held without duty";
        }
        return application.is(resource.type(), Part.GROUP)
                ? "Members"
                : application.is(resource.type(), Part.SEAT) ? "All holders" : "Who holds access";
    }

    static long sum(Map<String, Long> levels) {
        return levels.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<LevelChoice> choices(
            Description application, Key resource, Map<String, Long> levels, String chosen, Address list) {
        Stream<LevelChoice> each = application.strongestFirst(resource.type(), levels.keySet()).stream()
                .map(value -> new LevelChoice(
                        application.title(resource.type(), value),
                        levels.getOrDefault(value, 0L),
                        list.with("level", value).toString(),
                        value.equals(chosen)));
        return Stream.concat(Stream.of(new LevelChoice("All", sum(levels), list.toString(), chosen.isEmpty())), each)
                .toList();
    }

    private static Shows shows(Description application, ResourceTab tab, List<Holder> rows) {
        boolean duty = application.is(application.whole(), Part.WHOLE)
                && !application.types(Part.DUTY).isEmpty();
        return new Shows(
                !application.whole().isEmpty(),
                duty && tab != ResourceTab.DUTYLESS,
                rows.stream().anyMatch(holder -> !holder.lastUsed().isEmpty()),
                duty && tab == ResourceTab.DUTYLESS && !application.restless().isEmpty());
    }

    private List<String> foot(About about, ResourceTab tab, Witnesses.Said said) {
        List<String> foot = new ArrayList<>(said.sentences());
        if (tab == ResourceTab.DUTYLESS) {
            foot.add(SoldSeats.meaning(about.application()));
            foot.add("Whether somebody needs the seat is for people to say; Muster only counts");
        }
        return foot;
    }

    private List<Row> rows(About about, List<Holder> page, Shows shows) {
        List<Key> accounts = page.stream().map(Holder::account).distinct().toList();
        Map<Key, List<Duty>> called = shows.duty()
                ? duties.ofAccounts(about.revision(), about.application(), accounts).stream()
                        .collect(Collectors.groupingBy(Duty::account))
                : Map.of();
        Map<Key, LastOnCall.Seen> last =
                shows.lastCalled() ? lastCalls.of(about.revision(), about.application(), accounts) : Map.of();
        boolean isDutyRead = about.sources()
                .unread()
                .sentences(about.application(), Duties.feeds(about.application(), about.book()))
                .findAny()
                .isEmpty();
        return page.stream()
                .map(holder -> row(
                        about,
                        holder,
                        onDuty(about, called.getOrDefault(holder.account(), List.of()), isDutyRead),
                        last.get(holder.account())))
                .toList();
    }

    private Row row(About about, Holder holder, OnDuty duty, LastOnCall.@Nullable Seen last) {
        Description application = about.application();
        Level level = Level.of(application, about.resource().type(), holder.value());
        return new Row(
                holder.name(),
                holder.email(),
                about.sources().at().account(holder.account().id()).toString(),
                holder.state(),
                holder.kind().equals("service"),
                level.title(),
                level.title().equals(level.value()) ? "" : level.value(),
                level.privileged(),
                application.strongestFirst(application.whole(), holder.base()).stream()
                        .map(value -> application.title(application.whole(), value))
                        .collect(Collectors.joining(", ")),
                holder.lastUsed(),
                duty,
                last == null
                        ? null
                        : new LastCalled(heads.moment(about.revision().integration(), last.at()), last.duty()),
                about.sources().of(holder.told(), about.resource(), holder.account()));
    }

    private static OnDuty onDuty(About about, List<Duty> duties, boolean isRead) {
        List<Duty> sorted = duties.stream()
                .sorted(Comparator.comparing(Duty::how)
                        .thenComparing(Duty::place)
                        .thenComparing(Duty::on, Comparator.comparing(Key::type).thenComparing(Key::id)))
                .toList();
        if (sorted.isEmpty()) {
            return isRead ? OnDuty.NONE : OnDuty.UNKNOWN;
        }
        Duty first = sorted.getFirst();
        var words = new DutyWords(about.revision().newest());
        return new OnDuty(
                words.of(first)
                        + (first.how() == How.ALWAYS && !first.level().isEmpty() ? ", level " + first.level() : ""),
                DutyWords.at(first),
                first.onName(),
                about.sources().at().resource(first.on()).toString(),
                sorted.stream().map(Duty::on).distinct().count() - 1);
    }
}
