package dev.muster.invitation;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.session.TenantCode;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of [Invitations]; runs in its transactions.
@Component
class InvitationStore {
    private static final String ALL = """
            select id, email, name, role, inviter, invited_by, invited_at, valid_until
              from invitation
             where tenant_id = :tenant
             order by invited_at desc, id
            """;
    private static final String FIND = """
            select id, email, name, role, inviter, invited_by, invited_at, valid_until
              from invitation
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String BY_CODE = """
            select id, email, name, role, inviter, invited_by, invited_at, valid_until
              from invitation
             where tenant_id = :tenant
               and code_hash = :hash
            """;
    private static final String PUT = """
            insert into invitation (tenant_id, id, email, email_key, name, role, inviter, invited_by, invited_at,
                                    code_hash, valid_until)
            values (:tenant, :id, :email, :key, :name, :role, :inviter, :invitedBy, :invitedAt, :hash, :validUntil)
            on conflict (tenant_id, email_key) do update
               set email = excluded.email, name = excluded.name, role = excluded.role, inviter = excluded.inviter,
                   invited_by = excluded.invited_by, invited_at = excluded.invited_at,
                   code_hash = excluded.code_hash, valid_until = excluded.valid_until
            """;
    /// By the code as well: it may have been replaced since it was looked at.
    private static final String USE = """
            delete from invitation
             where tenant_id = :tenant
               and id = :id
               and code_hash = :hash
            """;
    private static final String REMOVE = """
            delete from invitation
             where tenant_id = :tenant
               and id = :id
            """;

    private final JdbcClient db;

    InvitationStore(JdbcClient db) {
        this.db = db;
    }

    List<Invitation> all(TenantId tenant) {
        return db.sql(ALL)
                .param("tenant", tenant.value())
                .query(InvitationStore::invitation)
                .list();
    }

    Optional<Invitation> find(TenantId tenant, UUID id) {
        return db.sql(FIND)
                .param("tenant", tenant.value())
                .param("id", id)
                .query(InvitationStore::invitation)
                .optional();
    }

    Optional<Invitation> byCode(TenantCode code) {
        return db.sql(BY_CODE)
                .param("tenant", code.tenant().value())
                .param("hash", code.hash())
                .query(InvitationStore::invitation)
                .optional();
    }

    /// In place of an earlier one for the same e-mail, whose link ends.
    void put(TenantId tenant, Invitation invitation, byte[] hash) {
        UserId inviter = invitation.inviter();
        db.sql(PUT)
                .param("tenant", tenant.value())
                .param("id", invitation.id())
                .param("email", invitation.email())
                .param("key", new EmailAddress(invitation.email()).canonical())
                .param("name", invitation.name())
                .param("role", invitation.role().name())
                .param("inviter", inviter == null ? null : inviter.value())
                .param("invitedBy", invitation.invitedBy())
                .param("invitedAt", invitation.invitedAt().atOffset(UTC))
                .param("hash", hash)
                .param("validUntil", invitation.validUntil().atOffset(UTC))
                .update();
    }

    /// Removes an invitation that is answered.
    ///
    /// @return whether that is still its code: of two who answer at once one learns that
    boolean use(TenantCode code, UUID id) {
        return db.sql(USE)
                        .param("tenant", code.tenant().value())
                        .param("id", id)
                        .param("hash", code.hash())
                        .update()
                == 1;
    }

    void remove(TenantId tenant, UUID id) {
        db.sql(REMOVE).param("tenant", tenant.value()).param("id", id).update();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                inviter(row),
                row.getString("invited_by"),
                instant(row, "invited_at"),
                instant(row, "valid_until"));
    }

    private static @Nullable UserId inviter(ResultSet row) throws SQLException {
        UUID id = row.getObject("inviter", UUID.class);
        return id == null ? null : new UserId(id);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
