package dev.muster.pagerduty.delta;

import dev.muster.connector.Credential;
import dev.muster.connector.Memory;
import dev.muster.kit.client.PageSizes;
import dev.muster.pagerduty.api.Conventions;
import dev.muster.pagerduty.credential.KeyKind;
import dev.muster.pagerduty.credential.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What earlier runs left behind, as this run may use it: whose members need not be asked for again, and from where on
/// the audit trail is new.
///
/// Nothing of it counts when another credential or another version of the connector left it: either may have seen
/// something else.
///
/// @param members     when the run began that read the members of the teams last; none before the first
/// @param sweep       when the run began that asked for the members of every team last
/// @param audit       until when the audit trail was read
/// @param teams       what was read of each team, by its id
/// @param delegations what [OauthDelegationsFeed#remembered] gave
/// @param told        what the credential turned out to be, when PagerDuty told
/// @param pageSizes   lists whose full pages did not come, by [Listing#kind]
public record Recollection(
        Optional<Instant> members,
        Optional<Instant> sweep,
        Optional<Instant> audit,
        Map<String, Team> teams,
        Map<String, Long> delegations,
        Optional<Told> told,
        Map<String, PageSizes.Remembered> pageSizes) {
    static final Recollection NOTHING = new Recollection(
            Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.empty(), Map.of());

    /// A weekly sweep of a daily run comes due some hours early, or it would wait for the eighth day.
    private static final Duration WEEK = Duration.ofDays(7).minusHours(12);

    private static final String VERSION = "version";
    private static final String CREDENTIAL = "credential";
    private static final String MEMBERS = "members";
    private static final String SWEEP = "sweep";
    private static final String AUDIT = "audit";
    private static final String TOLD = "told";
    private static final String TEAM = "team/";
    private static final String DELEGATION = "delegation/";
    private static final String PAGES = "pages";

    public Recollection {
        teams = Map.copyOf(teams);
        delegations = Map.copyOf(delegations);
        pageSizes = Map.copyOf(pageSizes);
    }

    /// @param digest of its members, by [Membership#digest]
    /// @param records of its member list that were handed over
    record Team(String digest, long records) {}

    /// @param kind  in words
    /// @param reach how much it sees, by [Credential#reach]
    public record Told(String kind, int reach) {}

    public static Recollection of(Memory memory, String fingerprint) {
        Map<String, String> entries = memory.entries();
        boolean ours = Conventions.VERSION.equals(entries.get(VERSION)) && fingerprint.equals(entries.get(CREDENTIAL));
        if (!ours) {
            return NOTHING;
        }
        return new Recollection(
                time(entries, MEMBERS),
                time(entries, SWEEP),
                time(entries, AUDIT),
                teams(entries),
                delegations(entries),
                told(entries),
                pageSizes(entries));
    }

    public Memory memory(String fingerprint) {
        Map<String, String> entries = new HashMap<>();
        entries.put(VERSION, Conventions.VERSION);
        entries.put(CREDENTIAL, fingerprint);
        members.ifPresent(at -> entries.put(MEMBERS, at.toString()));
        sweep.ifPresent(at -> entries.put(SWEEP, at.toString()));
        audit.ifPresent(at -> entries.put(AUDIT, at.toString()));
        teams.forEach((id, team) -> entries.put(TEAM + id, team.records() + " " + team.digest()));
        told.ifPresent(known -> entries.put(TOLD, known.reach() + " " + known.kind()));
        pageSizes.forEach((list, known) -> entries.put(PAGES + list, known.size() + " " + known.until()));
        delegations.forEach((key, number) -> entries.put(DELEGATION + key, number.toString()));
        return new Memory(entries);
    }

    /// After the credential was looked at; what was told before stands when nothing was told now.
    public Recollection withTold(@Nullable Credential credential, Optional<Probe.Found> found) {
        boolean isTold = found.filter(probed -> !(probed.kind() instanceof KeyKind.Untold))
                .isPresent();
        Optional<Told> now =
                credential == null || !isTold ? told : Optional.of(new Told(credential.kind(), credential.reach()));
        return new Recollection(members, sweep, audit, teams, delegations, now, pageSizes);
    }

    /// After the audit trail was read.
    public Recollection withAudit(Optional<Instant> until) {
        return new Recollection(members, sweep, until, teams, delegations, told, pageSizes);
    }

    /// After the members of the teams were read.
    ///
    /// @param began   when the run began, before users were read: what happened since may be in it or not
    /// @param all     whether every team was asked
    /// @param records of each team
    public Recollection withMembers(Instant began, boolean all, Map<String, Long> records, Membership membership) {
        Map<String, Team> read = new HashMap<>();
        records.forEach((id, count) -> read.put(id, new Team(membership.digest(id), count)));
        return new Recollection(
                Optional.of(began), all ? Optional.of(began) : sweep, audit, read, delegations, told, pageSizes);
    }

    /// After the delegations of some users were read.
    public Recollection withDelegations(Map<String, Long> remembered) {
        return new Recollection(members, sweep, audit, teams, remembered, told, pageSizes);
    }

    /// After some lists turned out to need smaller pages.
    public Recollection withPageSizes(Map<String, PageSizes.Remembered> learned) {
        return new Recollection(members, sweep, audit, teams, delegations, told, learned);
    }

    /// Whether the members of every team are to be asked for: at the first time, and weekly.
    boolean sweepIsDue(Instant now) {
        return members.isEmpty() || sweep.isEmpty() || !now.isBefore(sweep.get().plus(WEEK));
    }

    /// From when on the audit trail matters: it must explain what happened since the members were read, and leave
    /// no gap in the trail itself. Empty when all of it does.
    public Optional<Instant> auditFrom() {
        return audit.map(read -> members.filter(read::isAfter).orElse(read));
    }

    private static Optional<Instant> time(Map<String, String> entries, String key) {
        return Optional.ofNullable(entries.get(key)).map(Instant::parse);
    }

    private static Optional<Told> told(Map<String, String> entries) {
        return Optional.ofNullable(entries.get(TOLD)).map(entry -> {
            int space = entry.indexOf(' ');
            return new Told(entry.substring(space + 1), Integer.parseInt(entry.substring(0, space)));
        });
    }

    private static Map<String, PageSizes.Remembered> pageSizes(Map<String, String> entries) {
        Map<String, PageSizes.Remembered> sizes = new HashMap<>();
        entries.forEach((key, entry) -> {
            if (key.startsWith(PAGES + "/")) {
                int space = entry.indexOf(' ');
                sizes.put(
                        key.substring(PAGES.length()),
                        new PageSizes.Remembered(
                                Integer.parseInt(entry.substring(0, space)),
                                Instant.parse(entry.substring(space + 1))));
            }
        });
        return sizes;
    }

    private static Map<String, Long> delegations(Map<String, String> entries) {
        Map<String, Long> delegations = new HashMap<>();
        entries.forEach((key, number) -> {
            if (key.startsWith(DELEGATION)) {
                delegations.put(key.substring(DELEGATION.length()), Long.valueOf(number));
            }
        });
        return delegations;
    }

    private static Map<String, Team> teams(Map<String, String> entries) {
        Map<String, Team> teams = new HashMap<>();
        entries.forEach((key, entry) -> {
            if (key.startsWith(TEAM)) {
                int space = entry.indexOf(' ');
                teams.put(
                        key.substring(TEAM.length()),
                        new Team(entry.substring(space + 1), Long.parseLong(entry.substring(0, space))));
            }
        });
        return teams;
    }
}
