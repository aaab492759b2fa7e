package dev.muster.connector;

import java.time.Instant;
import java.util.List;

/// Takes the records of one feed. `fetched + kept = stored + rejected` holds because every record goes through exactly
/// one of [#record], [#reject] and [#keep]; the host finds duplicates, unresolved references and unknown values by
/// itself.
public interface FeedWriter {

    /// Another request was sent for this feed, retries included. Called before its answer is read, so that progress
    /// moves; stops the run by throwing when it was cancelled.
    void requested() throws InterruptedException;

    /// A page was read to its end.
    void page();

    /// The application said how many records the feed holds. A later call replaces the earlier.
    void total(long records);

    /// How far a feed is that takes many steps (the members of 84 teams), when no total of records is known.
    void part(long done, long of);

    /// One record of the application and the rows it stands for; at least one, and the first is not
    /// [Row.Mentioned].
    ///
    /// @param recordId the record's id within this feed, for provenance: `PXPGF42`
    void record(String recordId, List<Row> rows) throws InterruptedException;

    /// One record that cannot become rows.
    ///
    /// @param recordId the record's id, or where it stood when it has none: `page 3, record 17`
    /// @param reason   one sentence for the certificate; never the record's content
    void reject(String recordId, String reason);

    /// Everything this feed held on a resource, or of an account, stands as it was at the last publication: the
    /// connector has proof that it did not change, and did not fetch it again. The host carries it over, and trusts
    /// nothing when it finds another number of records than this.
    ///
    /// @param records how many records that were
    void keep(Key subject, long records) throws InterruptedException;

    /// The reading of one of [Feed#parts] ended. Every part of such a feed ends once: here, or by [#keep] when
    /// nothing of it was asked. The records of a part that was read are handed over before.
    void ended(Part part, PartEnd end) throws InterruptedException;

    /// Something that is no loss and that somebody should know: a member who is listed with two roles.
    ///
    /// @param subject the record or whatever else it is about; never the record's content
    /// @param what    one sentence for the certificate
    void remark(String subject, String what);

    /// Two witnesses of one fact differ. Every such fact is told of once, however many there are.
    void disagree(Disagreement disagreement);

    /// When the first question of this feed was asked and its last answer had come, where that was not between
    /// opening and closing: feeds may be read before their turn to be written. A host that does not show times need
    /// not listen.
    default void took(Instant first, Instant last) {}

    /// Ends the feed. Nothing may follow.
    void close(FeedOutcome outcome) throws InterruptedException;
}
