package dev.muster.sync;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.integration.IntegrationKey;
import dev.muster.ledger.RunKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Binds what was published to the audit record: an entry for each revision with the digest of what was read and the
/// digest of its completeness certificate. Runs in the caller's tenant transaction.
@Repository
class Certificates {
    static final String ACTION = "revision.published";
    static final String REVISION = "revision";
    static final String RUN = "run";
    static final String DIGEST = "digest";
    static final String CERTIFICATE = "certificate";

    /// A certificate is all that is kept of its run, but for what the run left behind for its connector. Columns are
    /// named one by one, and moments told in UTC, so that a later version finds the same digest.
    private static final String DIGESTS = """
            select r.number, r.revision, r.digest,
                   encode(sha256(convert_to(json_build_array(
                       'certificate 1', r.number, r.started_at at time zone 'UTC', r.started_by,
                       r.ended_at at time zone 'UTC', r.outcome, r.why, r.cancelled_by, r.connector_version,
                       r.credential_kind, r.credential_reach, r.credential, r.far_account, r.revision,
                       r.added, r.removed, r.changed, r.digest, r.configuration, r.settled,
                       (select json_agg(json_build_array(
                                   f.feed, f.state, f.cause, f.why, f.request_id, f.requests, f.pages, f.provider_total,
                                   f.part_done, f.part_of, f.parts_read, f.parts_removed, f.unread, f.fetched, f.kept,
                                   f.stored, f.rejected, f.duplicates, f.unresolved, f.unknown, f.disagreements,
                                   f.digest, f.started_at at time zone 'UTC', f.ended_at at time zone 'UTC')
                                   order by f.position, f.feed)
                          from sync_feed f
                         where f.tenant_id = :tenant and f.integration_id = :integration and f.run = r.number),
                       (select json_agg(json_build_array(n.feed, n.kind, n.subject, n.detail)
                                        order by n.feed collate "C", n.kind collate "C", n.subject collate "C")
                          from sync_note n
                         where n.tenant_id = :tenant and n.integration_id = :integration and n.run = r.number),
                       (select json_agg(json_build_array(
                                   p.feed, p.place, p.type, p.id, p.name, p.answer, p.kept, p.kept_revision,
                                   p.kept_from at time zone 'UTC') order by p.feed collate "C", p.place)
                          from sync_part p
                         where p.tenant_id = :tenant and p.integration_id = :integration and p.run = r.number),
                       (select json_agg(json_build_array(
                                   d.feed, d.place, d.one_type, d.one_id, d.one_name, d.other_type, d.other_id,
                                   d.other_name, d.first_witness, d.first_says, d.second_witness, d.second_says,
                                   d.shown, d.again) order by d.feed collate "C", d.place)
                          from sync_disagreement d
                         where d.tenant_id = :tenant and d.integration_id = :integration and d.run = r.number)
                       )::text, 'UTF8')), 'hex') as certificate
              from sync_run r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.number = any (cast(:runs as integer[]))
             order by r.number
            """;

    private final AuditTrail audit;
    private final JdbcClient db;

    Certificates(AuditTrail audit, JdbcClient db) {
        this.audit = audit;
        this.db = db;
    }

    /// What is published by a run, as the audit record tells it.
    ///
    /// @param digest      over what was read; none when nothing was read to its end
    /// @param certificate digest of the certificate
    record Proof(
            int run, @Nullable Integer revision, @Nullable String digest, String certificate) {}

    /// Records a revision that was just published, in the transaction that publishes it and after all else.
    ///
    /// @param name of the integration
    void record(RunKey run, String name) {
        Proof proof = of(run.integration(), List.of(run.run())).getFirst();
        Map<String, String> details = new HashMap<>();
        details.put("integration", run.integration().id().value().toString());
        details.put(REVISION, String.valueOf(proof.revision()));
        details.put(RUN, String.valueOf(proof.run()));
        details.put(CERTIFICATE, proof.certificate());
        if (proof.digest() != null) {
            details.put(DIGEST, proof.digest());
        }
        audit.record(run.integration().tenant(), Actor.MUSTER, ACTION, name, details);
    }

    /// The proofs of these runs as they stand in the database now, by number; those that are gone are left out.
    List<Proof> of(IntegrationKey integration, Collection<Integer> runs) {
        return integration
                .statement(db, DIGESTS)
                .param("runs", runs.toArray(Integer[]::new))
                .query((row, index) -> new Proof(
                        row.getInt("number"),
                        row.getObject("revision", Integer.class),
                        row.getString("digest"),
                        row.getString("certificate")))
                .list();
    }
}
