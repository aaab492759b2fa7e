package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Feed;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Why something is not whole, in words: pages, messages, the API and the command line tell these and no others.
class ReasonTest {
    private static final Feed.Parts TEAMS =
            new Feed.Parts("team", "the members of team %s", "the members of %s teams", "App refuses them");
    private static final FeedReason BROKEN = new FeedReason.Broken(problem(Cause.UNREACHABLE, null));

    @Test
    void a_feed_says_what_happened_and_what_to_do() {
        assertThat(BROKEN.sentence()).isEqualTo("App did not answer. Wait");
        assertThat(BROKEN.happened()).isEqualTo("App did not answer");
        assertThat(BROKEN.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(parts(1, Cause.FAILING, 503).sentence())
                .isEqualTo("All but the members of team Payments; App did not answer. Wait");
        assertThat(parts(1200, Cause.FAILING, 503).happened())
                .isEqualTo("All but the members of 1,200 teams; App did not answer");
        assertThat(new FeedReason.NotReached().happened()).isEqualTo("The reading ended before it was read");
        assertThat(new FeedReason.NotAvailable("not part of this plan").happened())
                .isEqualTo("not part of this plan");
        assertThat(new FeedReason.None().cause()).isNull();
        assertThat(new FeedReason.Told("All but", Cause.FAILING, 2, "two teams", "(503)").lacking())
                .isEqualTo(new Lacking(2, "two teams", "(503)"));
        assertThat(FeedCertificate.State.NOT_AVAILABLE.word()).isEqualTo("not_available");
    }

    @Test
    void parts_are_refused_for_good_or_fail_for_a_while() {
        assertThat(parts(2, Cause.NOT_PERMITTED, 403).lacking().why()).isEqualTo("App refuses them (403)");
        assertThat(parts(2, Cause.NOT_PERMITTED, null).lacking().why()).isEqualTo("App refuses them");
        assertThat(parts(2, Cause.FAILING, 503).lacking().why()).isEqualTo("(503)");
        assertThat(parts(2, Cause.FAILING, null).lacking().why()).isEqualTo("App did not answer");
        assertThat(parts(2, Cause.MALFORMED_ANSWER, 200).lacking().why()).isEqualTo("App did not answer");
    }

    @Test
    void a_run_says_how_it_ended() {
        assertThat(new RunReason.NothingRead(BROKEN).sentence()).isEqualTo("App did not answer. Wait");
        assertThat(new RunReason.NothingRead(parts(1, Cause.FAILING, 503)).sentence())
                .isEqualTo("The members of team Payments could not be read (503)");
        assertThat(new RunReason.NoAccounts("App").sentence())
                .isEqualTo("App showed no user at all, which cannot be. Check the credential under Configure");
        var exceptions = new Exceptions(
                List.of(),
                List.of(new Exceptions.Refused("no plan", List.of("licences"))),
                List.of(),
                new Lost(1, 0, 0));
        assertThat(new RunReason.AllBut(exceptions).sentence())
                .isEqualTo("every feed was read to its end, except licences: no plan");
        assertThat(new RunReason.AllBut(exceptions).message())
                .isEqualTo(", except licences: no plan; 1 record was rejected");
        assertThat(new RunReason.Told("It broke").message()).isEqualTo("It broke");
    }

    @Test
    void a_held_run_says_what_was_seen_and_leaves_the_decision_to_people() {
        assertThat(new RunReason.WouldDisappear(412, 1000, "users").sentence())
                .isEqualTo("412 of 1,000 users would disappear. Review the change and release or discard it");
        assertThat(new RunReason.SeesLess("User token").objection())
                .isEqualTo("The credential sees less than the one before (User token)");
        assertThat(new RunReason.SeesLessOf(3, 1200, parts(3, Cause.NOT_PERMITTED, 403)).objection())
                .isEqualTo("The credential sees less than before: the members of 3 of 1,200 teams cannot be read any"
                        + " more, App refuses them (403)");
        assertThat(new RunReason.RowsRejected(2, 1200).objection()).isEqualTo("2 of 1,200 rows are rejected");
        RunReason look = new RunReason.LookFirst("payroll.csv");
        assertThat(new RunReason.FailedSince(look, 7, new RunReason.NothingRead(BROKEN)).sentence())
                .isEqualTo("payroll.csv is read and not published yet. Review the change and release or discard it."
                        + " Run 7 failed since: App did not answer. Wait");
    }

    @Test
    void a_run_that_people_or_servers_ended_says_what_follows() {
        assertThat(new RunReason.StoppedBy("Ana Lima", true).message())
                .isEqualTo("Stopped by Ana Lima. Sync again to read the first data");
        assertThat(new RunReason.StoppedBy("Ana Lima", false).message()).isEqualTo("Stopped by Ana Lima");
        assertThat(new RunReason.Discarded(7, "Ana Lima").sentence()).isEqualTo("Discarded by Ana Lima");
        assertThat(new RunReason.Discarded(7, "Ana Lima").message())
                .isEqualTo("Run 7 was discarded by Ana Lima. Check the credential under Configure, then sync again");
        assertThat(new RunReason.Replaced(8).sentence()).isEqualTo("Replaced by run 8 before anybody decided");
        assertThat(new RunReason.LeftBehind(8).sentence()).endsWith("stopped before the end. Run 8 read again");
        assertThat(new RunReason.ServerStopped().sentence()).endsWith("A server that is up reads again");
    }

    @Test
    void what_the_server_itself_could_not_do_names_the_next_step() {
        assertThat(new RunReason.CredentialSealed().sentence()).contains("master key", "replace the credential");
        assertThat(new RunReason.NotStored(true).sentence()).contains("is full", "Free some space");
        assertThat(new RunReason.NotStored(false).sentence()).contains("could not store", "its log");
        assertThat(new RunReason.Fault("NullPointerException").sentence())
                .isEqualTo("Muster failed while it read (NullPointerException). Its log has the details; sync again");
        assertThat(new RunReason.RowsMissing("users", 7, 1200, 1, false).sentence())
                .isEqualTo("Feed users of run 7 fetched 1,200 records but 1 is accounted for; nothing was published."
                        + " PostgreSQL was restarted while the run read; sync again");
        assertThat(new RunReason.RowsMissing("users", 7, 1, 0, true).sentence())
                .isEqualTo("Feed users of run 7 fetched or kept 1 record but 0 are accounted for; nothing was"
                        + " published. The next run reads everything again; sync again");
    }

    private static FeedReason.PartsUnread parts(long unread, Cause cause, @Nullable Integer status) {
        return new FeedReason.PartsUnread(unread, "Payments", TEAMS, problem(cause, status));
    }

    private static Problem problem(Cause cause, @Nullable Integer status) {
        return new Problem(cause, "App did not answer", "Wait", null, status);
    }
}
