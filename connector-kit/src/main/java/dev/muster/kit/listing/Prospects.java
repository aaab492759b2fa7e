package dev.muster.kit.listing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which slice is likely to hold most of what is missing at the least price, judged by a sample. Nothing is proved by
/// that.
final class Prospects {
    /// A slice should stay below the ceiling even when somewhat more is in it than expected.
    private static final double OF_CEILING = 0.95;
    /// Some servers refuse longer questions.
    private static final int LONGEST_QUERY = 2_300;
    /// What the plain list shows counts as much as so many records that were found beyond it.
    private static final double FOREKNOWLEDGE = 100;
    /// What the words of names show counts as much as so many records.
    private static final double FROM_WORDS = 100;
    /// Whom teams leave over are spread over all names, so that these have to be read nearly as far as without
    /// teams. So teams must promise more to be worth as much.
    private static final double FOR_TEAMS = 0.75;

    /// Weights below are those of a sample that has nothing more to tell.
    private static final double NOTHING = 0.01;
    private static final double LEAST_FRESH = 1e-6;
    private static final int FEW_PAGES = 5;
    private static final Tally NONE = new Tally();

    private final Set<Cut> cuts;
    private final double pageSize;
    private final double largest;
    private final ListingStyle.SliceQueries queries;
    private final Census census;
    /// How much of what lies beyond the plain list has to be read until all that is unknown of it has come.
    private double reach = 1;

    private final Set<Slice> asked = new HashSet<>();
    private final Set<String> askedTeams = new HashSet<>();

    Prospects(Listing listing, Census census) {
        this.cuts = listing.cuts();
        this.pageSize = listing.paging().size();
        this.largest = listing.style().ceiling() * OF_CEILING;
        this.queries = listing.style().slices();
        this.census = census;
    }

    /// It need not be asked for again.
    void asked(Slice slice) {
        asked.add(slice);
        if (slice instanceof Slice.OfTeams of) {
            askedTeams.addAll(of.ids());
        }
    }

    /// Unknown records may stand close together, if a slice was too long to be shown to its end.
    void learn(SliceReading.End end) {
        if (census.keepsOrder() && end.isExhausted() && end.beyond() > FEW_PAGES * pageSize) {
            reach = (reach + Math.min(1, (double) end.read() / end.beyond())) / 2;
        }
    }

    boolean isAsked(Slice slice) {
        return asked.contains(slice);
    }

    /// All may be asked for again.
    void beginAnew() {
        asked.clear();
        askedTeams.clear();
    }

    /// The slice that is worth its price most; none when nothing known resembles what is missing.
    ///
    /// @param missing records
    Optional<Slice> best(long missing) {
        Optional<Prospect> teams = ofTeams(missing).filter(prospect -> prospect.fresh() > LEAST_FRESH);
        Optional<Prospect> named = cuts.contains(Cut.NAMES) ? named(missing) : Optional.empty();
        double worth = teams.map(Prospect::worth).orElse(0.0) * FOR_TEAMS;
        boolean namesAreBetter =
                named.filter(prospect -> prospect.worth() > worth).isPresent();
        return (namesAreBetter ? named : teams.or(() -> named)).map(Prospect::slice);
    }

    /// Of slices that are left when nothing known resembles what is missing, the one to ask for first: a small
    /// price before a high one, and letters that are known to stand in names before others.
    Optional<Slice> first(Collection<Slice> left) {
        return left.stream().min(Comparator.comparingDouble(slice -> -rank(slice)));
    }

    private double rank(Slice slice) {
        if (asked.contains(slice)) {
            return 0;
        }
        return switch (slice) {
            case Slice.OfTeams ofTeams -> Double.MAX_VALUE;
            case Slice.Named(String letters) -> {
                int known =
                        census.sample().letters().getOrDefault(letters, NONE).known();
                yield known > largest ? 1 : 2 + known;
            }
        };
    }

    private Optional<Prospect> named(long missing) {
        double wordsOfName = census.sample().wordsOfName();
        Prospect best = null;
        for (Map.Entry<String, Tally> text : census.sample().letters().entrySet()) {
            double fresh = missing * share(text.getValue(), wordsOfName);
            Prospect prospect = prospect(new Slice.Named(text.getKey()), text.getValue(), fresh);
            if ((best == null || prospect.worth() > best.worth()) && isOpen(prospect)) {
                best = prospect;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean isOpen(Prospect prospect) {
        return prospect.fresh() > LEAST_FRESH && prospect.size() <= largest && !asked.contains(prospect.slice());
    }

    /// As many teams as can be asked for together, those first whose members are known least; none when all were
    /// asked for.
    Optional<Prospect> ofTeams(long missing) {
        Set<String> group = new HashSet<>();
        Tally together = new Tally();
        int length = 0;
        double size = 0;
        for (Team team : openTeams()) {
            length += Slice.OfTeams.query(queries, team.id()).length() + 1;
            size += team.tally().known() + missing * team.share();
            if (!group.isEmpty() && (length > LONGEST_QUERY || size > largest)) {
                break;
            }
            group.add(team.id());
            together.add(team.tally());
        }
        double fresh = missing * share(together, census.sample().all());
        return group.isEmpty() ? Optional.empty() : Optional.of(prospect(new Slice.OfTeams(group), together, fresh));
    }

    /// @param share of what is missing that can be expected to be in it
    private record Team(String id, Tally tally, double share) {
        double unknown() {
            return share / tally.known();
        }
    }

    private List<Team> openTeams() {
        if (!cuts.contains(Cut.TEAMS)) {
            return List.of();
        }
        Tally all = census.sample().all();
        return census.sample().teams().entrySet().stream()
                .filter(team -> !askedTeams.contains(team.getKey()))
                .map(team -> new Team(team.getKey(), team.getValue(), share(team.getValue(), all)))
                .sorted(Comparator.comparingDouble(Team::unknown).reversed())
                .toList();
    }

    private Prospect prospect(Slice slice, Tally tally, double fresh) {
        double beyond = tally.beyond() + fresh;
        double size = tally.head() + tally.foot() + beyond;
        return new Prospect(slice, fresh, size, (census.keepsOrder() ? reach * beyond : size) / pageSize);
    }

    /// The same for letters, by records as far as any are left that resemble what is missing, and by words.
    private double share(Tally letters, double wordsOfName) {
        Tally all = census.sample().all();
        double inWords = all.words() < NOTHING ? 0 : Math.clamp(letters.words() / all.words(), 0, 1);
        double byWords = 1 - Math.pow(1 - inWords, wordsOfName);
        double records = all.weightAtEnds() + all.weightBeyond();
        return (records * share(letters, all) + FROM_WORDS * byWords) / (records + FROM_WORDS);
    }

    /// The share of what is missing that can be expected to have this in common.
    private static double share(Tally tally, Tally all) {
        double ends = all.weightAtEnds() < NOTHING ? 0 : FOREKNOWLEDGE / all.weightAtEnds();
        double of = all.weightBeyond() + ends * all.weightAtEnds();
        double weight = tally.weightBeyond() + ends * tally.weightAtEnds();
        return of < NOTHING ? 0 : Math.clamp(weight / of, 0, 1);
    }
}
