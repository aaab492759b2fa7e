package dev.muster.ledger;

import dev.muster.connector.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Stages what a connector did not read again, because it has proof that nothing changed there, or because it could
/// not. Runs in the caller's tenant transaction.
///
/// The rows are those of the revision that the connector's memory belongs to, whatever was published since. A
/// resource and an account are a record each; grants and links are of the records that their provenance names.
@Component
public class KeptRows {
    private static final String KEEP = """
            with subject as (
                select type, id
                  from unnest(cast(:types as text[]), cast(:ids as text[])) as named (type, id)
            ), kept as materialized (
                select 1 as kind, external_id as record_id, type as type_1, external_id as id_1, name as text_1,
                       email as text_2, kind as text_3, state as text_4, '' as type_2, '' as id_2, attributes, digest,
                       type as subject_type, external_id as subject_id
                  from account
                 where tenant_id = :tenant and integration_id = :integration and feed = :feed
                   and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                   and (type, external_id) in (select type, id from subject) and state <> 'absent'
                union all
                select 2, external_id, type, external_id, name, '', '', '', '', '', attributes, digest, type, external_id
                  from resource
                 where tenant_id = :tenant and integration_id = :integration and feed = :feed
                   and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                   and (type, external_id) in (select type, id from subject) and attributes ->> 'stub' is null
                union all
                select 3, record_id, account_type, account_id, value, through, '', '', resource_type, resource_id,
                       attributes, null,
                       case when (resource_type, resource_id) in (select type, id from subject)
                            then resource_type else account_type end,
                       case when (resource_type, resource_id) in (select type, id from subject)
                            then resource_id else account_id end
                  from access_grant
                 where tenant_id = :tenant and integration_id = :integration and feed = :feed
                   and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                   and ((resource_type, resource_id) in (select type, id from subject)
                        or (account_type, account_id) in (select type, id from subject))
                union all
                select 4, record_id, from_type, from_id, relation, '', '', '', to_type, to_id, attributes, null,
                       case when (from_type, from_id) in (select type, id from subject) then from_type else to_type end,
                       case when (from_type, from_id) in (select type, id from subject) then from_id else to_id end
                  from link
                 where tenant_id = :tenant and integration_id = :integration and feed = :feed
                   and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                   and ((from_type, from_id) in (select type, id from subject)
                        or (to_type, to_id) in (select type, id from subject))
            ), staged as materialized (
                select kept.*,
                       row_number() over (partition by record_id
                                          order by kind, type_1, id_1, type_2, id_2, text_1, text_2) = 1 as principal
                  from kept
            ), accounts as (
                insert into staged_account (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                            type, external_id, name, email, kind, state, attributes, digest)
                select :tenant, :integration, :run, :feed, 0, principal, record_id,
                       type_1, id_1, text_1, text_2, text_3, text_4, attributes, digest
                  from staged
                 where kind = 1
            ), resources as (
                insert into staged_resource (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                             type, external_id, name, attributes, digest)
                select :tenant, :integration, :run, :feed, 0, principal, record_id,
                       type_1, id_1, text_1, attributes, digest
                  from staged
                 where kind = 2
            ), grants as (
                insert into staged_grant (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                          account_type, account_id, value, through, resource_type, resource_id,
                                          attributes, digest)
                select :tenant, :integration, :run, :feed, 0, principal, record_id,
                       type_1, id_1, text_1, text_2, type_2, id_2, attributes,
                       sha256(convert_to(json_build_array('grant', type_1, id_1, type_2, id_2, text_1, text_2,
                                                          attributes)::text, 'UTF8'))
                  from staged
                 where kind = 3
            ), links as (
                insert into staged_link (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                         from_type, from_id, relation, to_type, to_id, attributes, digest)
                select :tenant, :integration, :run, :feed, 0, principal, record_id,
                       type_1, id_1, text_1, type_2, id_2, attributes,
                       sha256(convert_to(json_build_array('link', type_1, id_1, text_1, type_2, id_2,
                                                          attributes)::text, 'UTF8'))
                  from staged
                 where kind = 4
            )
            select subject_type, subject_id, count(*) as records
              from staged
             where principal
             group by subject_type, subject_id
            """;
    /// Later than every revision there will be.
    private static final int NEWEST = Integer.MAX_VALUE;

    private final JdbcClient db;

    KeptRows(JdbcClient db) {
        this.db = db;
    }

    /// Stages everything that a feed held on these resources, or of these accounts, at a revision.
    ///
    /// @return how many records that were, of each that has any
    public Map<Key, Long> stage(RunKey run, String feed, int revision, Collection<Key> subjects) {
        Map<Key, Long> records = new HashMap<>();
        run.statement(db, KEEP)
                .param("feed", feed)
                .param("revision", revision)
                .param("types", subjects.stream().map(Key::type).toArray(String[]::new))
                .param("ids", subjects.stream().map(Key::id).toArray(String[]::new))
                .query(row -> {
                    records.put(
                            new Key(row.getString("subject_type"), row.getString("subject_id")),
                            row.getLong("records"));
                });
        return records;
    }

    /// Stages everything that a feed holds now on these resources, or of these accounts, because it could not be
    /// read.
    ///
    /// @return how many records that are, of each that has any; none before the first publication
    public Map<Key, Long> stageCurrent(RunKey run, String feed, Collection<Key> subjects) {
        return stage(run, feed, NEWEST, subjects);
    }
}
