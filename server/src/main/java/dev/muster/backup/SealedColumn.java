package dev.muster.backup;

import dev.muster.database.TenantId;
import dev.muster.secret.SealedPlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Where sealed values are stored. Statements take a batch of rows after a place in the table, by key, and put one
/// value in the place of another that is still there.
enum SealedColumn {
    CREDENTIAL("""
            select integration_id as id, field, sealed
              from integration_secret
             where tenant_id = :tenant and (integration_id, field) > (:after, :afterField)
             order by integration_id, field
             limit :limit
            """, """
            update integration_secret
               set sealed = :next
             where tenant_id = :tenant and integration_id = :id and field = :field and sealed = :before
            """) {
        @Override
        SealedPlace place(TenantId tenant, Row row) {
            return SealedPlace.ofIntegration(tenant, row.id(), row.field());
        }
    },
    CREDENTIAL_BEFORE("""
            select integration_id as id, field, sealed_before as sealed
              from integration_secret
             where tenant_id = :tenant and sealed_before is not null and (integration_id, field) > (:after, :afterField)
             order by integration_id, field
             limit :limit
            """, """
            update integration_secret
               set sealed_before = :next
             where tenant_id = :tenant and integration_id = :id and field = :field and sealed_before = :before
            """) {
        @Override
        SealedPlace place(TenantId tenant, Row row) {
            return SealedPlace.ofIntegration(tenant, row.id(), row.field());
        }
    },
    MAIL("""
            select id, 'mail' as field, sealed
              from outgoing_mail
             where tenant_id = :tenant and sealed is not null and id > :after
             order by id
             limit :limit
            """, """
            update outgoing_mail
               set sealed = :next
             where tenant_id = :tenant and id = :id and sealed = :before
            """) {
        @Override
        SealedPlace place(TenantId tenant, Row row) {
            return SealedPlace.ofIntegration(tenant, row.id(), row.field());
        }
    },
    SINGLE_SIGN_ON("""
            select tenant_id as id, 'client secret of single sign-on' as field, sealed_secret as sealed
              from single_sign_on
             where tenant_id = :tenant and tenant_id > :after
             order by tenant_id
             limit :limit
            """, """
            update single_sign_on
               set sealed_secret = :next
             where tenant_id = :tenant and tenant_id = :id and sealed_secret = :before
            """) {
        @Override
        SealedPlace place(TenantId tenant, Row row) {
            return SealedPlace.ofTenant(tenant, row.field());
        }
    },
    WEBHOOK("""
            select id, 'secret of webhook ' || id as field, sealed_secret as sealed
              from webhook
             where tenant_id = :tenant and id > :after
             order by id
             limit :limit
            """, """
            update webhook
               set sealed_secret = :next
             where tenant_id = :tenant and id = :id and sealed_secret = :before
            """) {
        @Override
        SealedPlace place(TenantId tenant, Row row) {
            return SealedPlace.ofTenant(tenant, row.field());
        }
    },
    WEBHOOK_BEFORE("""
            select id, 'secret of webhook ' || id as field, sealed_before as sealed
              from webhook
             where tenant_id = :tenant and sealed_before is not null and id > :after
             order by id
             limit :limit
            """, """
            update webhook
               set sealed_before = :next
             where tenant_id = :tenant and id = :id and sealed_before = :before
            """) {
        @Override
        SealedPlace place(TenantId tenant, Row row) {
            return SealedPlace.ofTenant(tenant, row.field());
        }
    },
    AUTHENTICATOR("""
            select user_id as id, 'totp' as field, sealed_key as sealed
              from second_factor
             where sealed_key is not null and user_id > :after
             order by user_id
             limit :limit
            """, """
            update second_factor
               set sealed_key = :next
             where user_id = :id and sealed_key = :before
            """) {
        @Override
        SealedPlace place(TenantId tenant, Row row) {
            return SealedPlace.ofUser(row.id(), row.field());
        }
    };

    private final String batch;
    private final String replace;

    SealedColumn(String batch, String replace) {
        this.batch = batch;
        this.replace = replace;
    }

    /// A sealed value and what it is bound to besides its tenant.
    record Row(UUID id, String field, byte[] sealed) {
        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(row.getObject("id", UUID.class), row.getString("field"), row.getBytes("sealed"));
        }
    }

    String batch() {
        return batch;
    }

    String replace() {
        return replace;
    }

    abstract SealedPlace place(TenantId tenant, Row row);
}
