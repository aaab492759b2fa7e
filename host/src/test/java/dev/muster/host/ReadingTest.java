package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Row;
import dev.muster.host.FeedCertificate.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");
    private static final Feed USERS = new Feed("users", "Users", "users", true, Set.of());
    private static final Feed MEMBERS = new Feed("members", "Members", "members", true, Set.of())
            .inParts(new Feed.Parts("team", "the members of team %s", "the members of %s teams", "App refuses them"));
    private static final Description APPLICATION = new Description(
            "app",
            "App",
            "Tests",
            "Everything.",
            "1",
            List.of(),
            List.of(USERS, MEMBERS),
            List.of(),
            List.of(),
            List.of());
    private static final Key ANA = new Key("user", "PANA");

    private final List<String> handedOn = new ArrayList<>();
    private final Reading reading = reading(Memory.NONE);

    @AfterEach
    void nobody_stays_interrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_feed_is_counted_and_its_rows_are_handed_on() throws Exception {
        FeedWriter users = reading.open(USERS);
        users.requested();
        users.page();
        users.total(3);
        users.part(1, 4);
        users.record("PANA", List.of());
        users.reject("PKIM", "It has no name");
        users.remark("PANA", "Listed twice");
        users.close(new FeedOutcome.Complete());

        FeedTally tally = reading.tallies().getFirst();
        tally.settle(new Settled(1, 0, 2, 3, "digest"));
        assertThat(settledWith(tally, 4).rejected()).isEqualTo(5);
        tally.settle(new Settled(1, 0, 2, 3, "digest"));

        FeedCertificate proved = tally.certificate();
        assertThat(handedOn).containsExactly("users", "page", "PANA", "closed, kept [], unread []");
        assertThat(proved.total()).isEqualTo(3);
        assertThat(proved.parts()).isEqualTo(new Parts(1L, 4L, 0, 0, 0));
        assertThat(proved.startedAt()).isEqualTo(NOW);
        assertThat(proved.isClosing()).isTrue();
        assertThat(proved.isLacking()).isFalse();
        assertThat(proved.state()).isEqualTo(State.COMPLETE);
        assertThat(List.of(proved.requests(), proved.pages(), proved.fetched(), proved.stored(), proved.rejected()))
                .containsExactly(1L, 1L, 2L, 1L, 1L);
        assertThat(proved.isBalanced()).isTrue();
        assertThat(List.of(proved.unresolved(), proved.unknown())).containsExactly(2L, 3L);
        assertThat(reading.notes()).extracting(Note::kind).containsExactly(Note.Kind.REJECTED, Note.Kind.REMARK);
    }

    @Test
    void a_certificate_of_the_whole_run_adds_up_what_was_asked() throws Exception {
        reading.open(USERS).requested();
        FeedWriter members = reading.open(MEMBERS);
        members.requested();
        members.requested();

        var run = new RunCertificate(
                APPLICATION,
                new Credential("A key", 100, null, ""),
                NOW,
                NOW.plusSeconds(7),
                Counts.NONE,
                reading.certificates(),
                List.of());

        assertThat(run.requests()).isEqualTo(3);
        assertThat(run.took()).hasSeconds(7);
        assertThat(run.verdict().isWhole()).isFalse();
    }

    @Test
    void a_record_that_nobody_accounts_for_tips_the_balance() throws Exception {
        FeedWriter users = reading.open(USERS);
        users.record("PANA", List.of());
        users.close(new FeedOutcome.Complete());

        assertThat(reading.certificates().getFirst().isBalanced()).isFalse();
        reading.tallies().getFirst().kept(ANA, 1);
        reading.tallies().getFirst().settle(new Settled(2, 0, 0, 0, null));
        assertThat(reading.certificates().getFirst().isBalanced()).isTrue();
    }

    @Test
    void a_feed_is_opened_once_and_only_when_there_is_one() throws Exception {
        reading.open(USERS).close(new FeedOutcome.Complete());

        assertThatThrownBy(() -> reading.open(USERS)).hasMessageContaining("does not have or has closed");
        assertThatThrownBy(() -> reading.open(new Feed("tags", "Tags", "tags", true, Set.of())))
                .hasMessageContaining("does not have");
    }

    @Test
    void nothing_is_kept_where_nothing_was_read_before() throws Exception {
        FeedWriter users = reading.open(USERS);
        users.keep(ANA, 1);
        users.close(new FeedOutcome.Complete());

        FeedCertificate proved = reading.certificates().getFirst();
        assertThat(proved.state()).isEqualTo(State.INCOMPLETE);
        assertThat(proved.isClosing()).isFalse();
        assertThat(proved.reason().happened()).startsWith("Records were left out as unchanged");
    }

    @Test
    void what_is_remembered_is_kept_once() throws Exception {
        Reading later = reading(new Memory(Map.of("mark", "1")));
        FeedWriter users = later.open(USERS);
        users.keep(ANA, 2);

        assertThatThrownBy(() -> users.keep(ANA, 2)).hasMessageContaining("twice");
        users.close(new FeedOutcome.Complete());
        assertThat(later.certificates().getFirst().kept()).isEqualTo(2);
        assertThat(later.certificates().getFirst().state()).isEqualTo(State.COMPLETE);
        assertThat(handedOn.getLast()).isEqualTo("closed, kept [%s], unread []".formatted(ANA));
    }

    @Test
    void records_of_an_unread_part_are_kept_with_it() throws Exception {
        FeedWriter members = reading.open(MEMBERS);
        members.ended(part("PONE", "Payments"), unread(Cause.FAILING, 503));
        FeedTally tally = reading.tallies().getLast();

        tally.kept(part("PONE", "Payments").key(), 3);
        tally.kept(part("PONE", "Payments").key(), 2);
        members.close(new FeedOutcome.Partial(1, 1, problem(Cause.FAILING, 503)));

        assertThat(tally.certificate().kept()).isEqualTo(5);
        assertThat(tally.unread()).extracting(UnreadPart::kept).containsExactly(5L);
        assertThat(tally.certificate().isLacking()).isTrue();
    }

    @Test
    void the_share_that_is_read_goes_by_parts_and_then_by_the_applications_own_count() throws Exception {
        FeedWriter members = reading.open(MEMBERS);
        FeedTally tally = reading.tallies().getLast();
        assertThat(tally.share()).isZero();
        members.total(0);
        assertThat(tally.share()).isZero();

        members.total(4);
        members.record("PANA", List.of());
        members.reject("PKIM", "It has no id");
        assertThat(tally.share()).isEqualTo(0.5);
        assertThat(tally.rejected()).isEqualTo(1);
        members.part(0, 0);
        assertThat(tally.share()).isEqualTo(0.5);
        members.part(1, 4);
        assertThat(tally.share()).isEqualTo(0.25);
        members.part(5, 4);
        assertThat(tally.share()).isEqualTo(1);
        members.part(1, 4);
        members.close(new FeedOutcome.Complete());
        assertThat(tally.share()).isEqualTo(1);
    }

    @Test
    void of_several_unread_parts_that_problem_is_told_which_may_pass() throws Exception {
        FeedWriter members = reading.open(MEMBERS);
        members.ended(part("PONE", "Payments"), unread(Cause.NOT_PERMITTED, 403));
        members.ended(part("PTWO", "Search"), unread(Cause.FAILING, 503));
        members.ended(part("PTWO", "Search"), unread(Cause.NOT_PERMITTED, 403));
        members.ended(part("PSIX", "Web"), new PartEnd.Removed());
        members.ended(part("PTEN", "Ops"), new PartEnd.Read());
        members.close(new FeedOutcome.Partial(2, 4, problem(Cause.NOT_PERMITTED, 403)));

        FeedCertificate proved = reading.certificates().getLast();
        assertThat(proved.state()).isEqualTo(State.PARTIAL);
        assertThat(proved.parts()).isEqualTo(new Parts(2L, 4L, 1, 1, 2));
        assertThat(proved.reason().cause()).isEqualTo(Cause.FAILING);
        assertThat(proved.reason().lacking()).isEqualTo(new Lacking(2, "the members of 2 teams", "(503)"));
        assertThat(Lost.of(reading.certificates()).inWords())
                .isEqualTo("1 part was removed meanwhile, 2 parts could not be read");
        assertThat(Lost.of(reading.certificates()).inShort()).isEqualTo("1 removed meanwhile, 2 parts unread");
        assertThat(new Lost(2, 0, 1).inWords()).isEqualTo("2 records were rejected, 1 part could not be read");
        assertThat(new Lost(2, 0, 1).inShort()).isEqualTo("2 rejected, 1 part unread");
        assertThat(new Lost(1, 2, 0).inWords()).isEqualTo("1 record was rejected, 2 parts were removed meanwhile");
        assertThat(handedOn.getLast()).contains("PONE", "PTWO").doesNotContain("PSIX", "PTEN");
        assertThat(reading.notes())
                .extracting(note -> note.kind().word() + " " + note.subject() + " " + note.detail())
                .containsExactly(
                        "removed PSIX Web was removed while the account was read",
                        "unread PONE Payments: App did not answer",
                        "unread PTWO Search: App did not answer");
    }

    @Test
    void a_hundred_unread_parts_hide_no_rejected_record() throws Exception {
        FeedWriter members = reading.open(MEMBERS);
        for (int i = 0; i < 150; i++) {
            members.ended(part("P" + i, "Team " + i), unread(Cause.FAILING, 503));
        }
        members.reject("PKIM", "It has no id");

        assertThat(reading.notes()).hasSize(101).extracting(Note::subject).contains("PKIM", "P99");
    }

    @Test
    void all_disagreements_are_counted_and_the_first_hundred_are_told() throws Exception {
        FeedWriter members = reading.open(MEMBERS);
        for (int i = 0; i < 150; i++) {
            members.disagree(disagreement("P" + i));
        }
        members.close(new FeedOutcome.Complete());

        Disagreements differing = reading.certificates().getLast().disagreements();
        assertThat(differing.count()).isEqualTo(150);
        assertThat(differing.first())
                .hasSize(100)
                .startsWith(disagreement("P0"))
                .endsWith(disagreement("P99"));
        assertThat(Disagreements.inWords(reading.certificates()))
                .isEqualTo("150 facts on which two witnesses disagree");
        assertThat(Disagreements.inShort(reading.certificates())).isEqualTo("150 told differently by two witnesses");
    }

    @Test
    void disagreements_of_a_feed_that_broke_off_are_not_told() throws Exception {
        FeedWriter members = reading.open(MEMBERS);
        members.disagree(disagreement("PANA"));
        members.close(new FeedOutcome.Incomplete(problem(Cause.FAILING, 503)));

        assertThat(reading.certificates().getLast().disagreements()).isEqualTo(Disagreements.NONE);
        assertThat(Disagreements.inShort(reading.certificates())).isEmpty();
    }

    @Test
    void times_are_those_of_the_first_question_and_the_last_answer() throws Exception {
        FeedWriter users = reading.open(USERS);
        users.took(NOW.minusSeconds(9), NOW.minusSeconds(3));
        users.close(new FeedOutcome.Complete());

        assertThat(reading.certificates().getFirst().startedAt()).isEqualTo(NOW.minusSeconds(9));
        assertThat(reading.certificates().getFirst().endedAt()).isEqualTo(NOW.minusSeconds(3));
    }

    @Test
    void a_reading_that_is_stopped_lacks_what_was_asked_for_and_not_read() throws Exception {
        reading.open(USERS);

        reading.stopped(USERS::equals, problem(Cause.CANCELLED, null));

        assertThat(reading.certificates())
                .extracting(FeedCertificate::state)
                .containsExactly(State.INCOMPLETE, State.SWITCHED_OFF);
        assertThat(reading.certificates()).extracting(FeedCertificate::endedAt).containsOnlyNulls();
    }

    @Test
    void an_interrupted_thread_reads_no_further() throws Exception {
        FeedWriter users = reading.open(USERS);
        Thread.currentThread().interrupt();

        assertThatThrownBy(users::requested).isInstanceOf(InterruptedException.class);
    }

    private static FeedCertificate settledWith(FeedTally tally, long duplicates) {
        tally.settle(new Settled(1, duplicates, 0, 0, null));
        return tally.certificate();
    }

    private static Disagreement disagreement(String user) {
        return new Disagreement(
                List.of(new Key("user", user), new Key("team", "POPS")),
                new Disagreement.Witness("The user", "listed"),
                new Disagreement.Witness("The team", "not listed"),
                "member",
                true);
    }

    private static Part part(String id, String name) {
        return new Part(new Key("team", id), name);
    }

    private static PartEnd unread(Cause cause, int status) {
        return new PartEnd.Unread(problem(cause, status), NOW);
    }

    private static Problem problem(Cause cause, @Nullable Integer status) {
        return new Problem(cause, "App did not answer", "Wait", null, status);
    }

    private Reading reading(Memory memory) {
        return new Reading(
                APPLICATION,
                memory,
                (feed, tally) -> {
                    handedOn.add(feed.id());
                    return new Heard();
                },
                InstantSource.fixed(NOW));
    }

    /// Remembers what it is given.
    private final class Heard implements RowSink.FeedRows {
        @Override
        public void page() {
            handedOn.add("page");
        }

        @Override
        public void record(String recordId, List<Row> rows) {
            handedOn.add(recordId);
        }

        @Override
        public void close(FeedOutcome outcome, Set<Key> kept, Set<Key> unread) {
            handedOn.add("closed, kept %s, unread %s".formatted(kept, unread));
        }
    }
}
