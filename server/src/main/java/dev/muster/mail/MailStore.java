package dev.muster.mail;

import static java.time.ZoneOffset.UTC;

import dev.muster.connector.Secret;
import dev.muster.database.TenantId;
import dev.muster.secret.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of mails. What a mail says is sealed while it waits and gone after that. Runs in the caller's tenant
/// transaction.
@Component
class MailStore {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String TEXT = "mail";

    private static final String PUT = """
            insert into outgoing_mail (tenant_id, id, about, recipient, subject, sealed, written_at)
            values (:tenant, :id, :about, :recipient, :subject, :sealed, :now)
            """;
    /// Never sent, and sealed as long as it is there.
    private static final String KEEP = """
            insert into outgoing_mail (tenant_id, id, about, recipient, subject, sealed, written_at, sent_at)
            values (:tenant, :id, :about, :recipient, :subject, :sealed, :now, :now)
            """;
    private static final String FORGET = """
            delete from outgoing_mail
             where tenant_id = :tenant
               and written_at < :by
               and (sealed is null or sent_at is not null)
            """;
    private static final String FIND = """
            select about, recipient, subject, sealed, tries
              from outgoing_mail
             where tenant_id = :tenant
               and id = :id
               and sealed is not null
               and sent_at is null
            """;
    private static final String KEPT_ONE = """
            select about, recipient, subject, sealed
              from outgoing_mail
             where tenant_id = :tenant
               and id = :id
               and sealed is not null
               and sent_at is not null
            """;
    private static final String SENT = """
            update outgoing_mail
               set sent_at = :now, fault = null, sealed = null, tries = tries + 1
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String REFUSED = """
            update outgoing_mail
               set fault = :fault, tries = tries + 1
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String GIVE_UP = """
            update outgoing_mail
               set given_up_at = :now, fault = :fault, sealed = null, tries = tries + 1
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String NEWEST = """
            select id, about, recipient, subject, written_at, sent_at, given_up_at, fault
              from outgoing_mail
             where tenant_id = :tenant
               and about = any (:abouts)
             order by written_at desc, id desc
             limit :limit
            """;

    private final JdbcClient db;
    private final Seal seal;

    MailStore(JdbcClient db, Seal seal) {
        this.db = db;
        this.seal = seal;
    }

    /// @param tries how often it was tried before
    record Waiting(Mail mail, int tries) {}

    void put(TenantId tenant, UUID id, Mail mail, Instant now) {
        add(PUT, tenant, id, mail, now);
    }

    void keep(TenantId tenant, UUID id, Mail mail, Instant now) {
        add(KEEP, tenant, id, mail, now);
    }

    private void add(String sql, TenantId tenant, UUID id, Mail mail, Instant now) {
        db.sql(FORGET)
                .param("tenant", tenant.value())
                .param("by", now.minus(KEPT).atOffset(UTC))
                .update();
        db.sql(sql)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("about", mail.about().name())
                .param("recipient", mail.recipient())
                .param("subject", mail.subject())
                .param("sealed", seal.seal(tenant, id, TEXT, Secret.of(mail.text())))
                .param("now", now.atOffset(UTC))
                .update();
    }

    /// None when it was sent or given up.
    Optional<Waiting> waiting(TenantId tenant, UUID id) {
        return statement(FIND, tenant, id)
                .query((row, index) -> new Waiting(mail(tenant, id, row), row.getInt("tries")))
                .optional();
    }

    /// None of those that were sent: what they say is gone.
    Optional<Mail> kept(TenantId tenant, UUID id) {
        return statement(KEPT_ONE, tenant, id)
                .query((row, index) -> mail(tenant, id, row))
                .optional();
    }

    private Mail mail(TenantId tenant, UUID id, ResultSet row) throws SQLException {
        return new Mail(
                Mail.About.valueOf(row.getString("about")),
                row.getString("recipient"),
                row.getString("subject"),
                seal.open(tenant, id, TEXT, row.getBytes("sealed")).expose());
    }

    void sent(TenantId tenant, UUID id, Instant now) {
        statement(SENT, tenant, id).param("now", now.atOffset(UTC)).update();
    }

    void refused(TenantId tenant, UUID id, String fault) {
        statement(REFUSED, tenant, id).param("fault", fault).update();
    }

    void giveUp(TenantId tenant, UUID id, String fault, Instant now) {
        statement(GIVE_UP, tenant, id)
                .param("fault", fault)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /// At most so many, the newest first.
    List<SentMail> newest(TenantId tenant, List<Mail.About> abouts, int limit) {
        return db.sql(NEWEST)
                .param("tenant", tenant.value())
                .param("abouts", abouts.stream().map(Enum::name).toArray(String[]::new))
                .param("limit", limit)
                .query((row, index) -> new SentMail(
                        row.getObject("id", UUID.class),
                        Mail.About.valueOf(row.getString("about")),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getObject("written_at", OffsetDateTime.class).toInstant(),
                        moment(row, "sent_at"),
                        moment(row, "given_up_at"),
                        row.getString("fault")))
                .list();
    }

    private JdbcClient.StatementSpec statement(String sql, TenantId tenant, UUID id) {
        return db.sql(sql).param("tenant", tenant.value()).param("id", id);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
