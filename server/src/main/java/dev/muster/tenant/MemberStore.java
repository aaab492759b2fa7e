package dev.muster.tenant;

import dev.muster.database.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of [Members]; runs in its transactions.
@Component
class MemberStore {
    private static final String ALL = """
            select u.id, u.name, u.email, m.role
              from member m
              join app_user u on u.id = m.user_id
             where m.tenant_id = :tenant
             order by lower(u.name), u.id
            """;
    private static final String FIND = """
            select u.id, u.name, u.email, m.role
              from member m
              join app_user u on u.id = m.user_id
             where m.tenant_id = :tenant
               and m.user_id = :user
            """;
    private static final String ADD = """
            insert into member (tenant_id, user_id, role, since)
            values (:tenant, :user, :role, :now)
            on conflict (tenant_id, user_id) do nothing
            """;
    private static final String CHANGE_ROLE = """
            update member
               set role = :role
             where tenant_id = :tenant
               and user_id = :user
            """;
    private static final String REMOVE = """
            delete from member
             where tenant_id = :tenant
               and user_id = :user
            """;
    /// In one order, so that two Administrators who demote each other wait instead of deadlocking. Whoever only
    /// names a member need not wait.
    private static final String LOCK_ADMINISTRATORS = """
            select user_id
              from member
             where tenant_id = :tenant
               and role = 'ADMINISTRATOR'
             order by user_id
               for no key update
            """;
    private static final String LOCK = """
            select user_id
              from member
             where tenant_id = :tenant
               and user_id = :user
               for update
            """;
    private static final String HOLD = """
            select user_id
              from member
             where tenant_id = :tenant
               and user_id = any (:users)
             order by user_id
               for key share
            """;
    private static final String COUNT_ADMINISTRATORS = """
            select count(*)
              from member
             where tenant_id = :tenant
               and role = 'ADMINISTRATOR'
            """;

    private final JdbcClient db;

    MemberStore(JdbcClient db) {
        this.db = db;
    }

    List<Member> all(TenantId tenant) {
        return db.sql(ALL)
                .param("tenant", tenant.value())
                .query(MemberStore::member)
                .list();
    }

    Optional<Member> find(TenantId tenant, UserId user) {
        return db.sql(FIND)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .query(MemberStore::member)
                .optional();
    }

    boolean add(TenantId tenant, Member member, OffsetDateTime now) {
        return db.sql(ADD)
                        .param("tenant", tenant.value())
                        .param("user", member.user().value())
                        .param("role", member.role().name())
                        .param("now", now)
                        .update()
                == 1;
    }

    void changeRole(TenantId tenant, UserId user, Role role) {
        db.sql(CHANGE_ROLE)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .param("role", role.name())
                .update();
    }

    void remove(TenantId tenant, Member member) {
        db.sql(REMOVE)
                .param("tenant", tenant.value())
                .param("user", member.user().value())
                .update();
    }

    void lock(TenantId tenant, UserId user) {
        db.sql(LOCK)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .query(UUID.class)
                .list();
    }

    void lockAdministrators(TenantId tenant) {
        db.sql(LOCK_ADMINISTRATORS)
                .param("tenant", tenant.value())
                .query(UUID.class)
                .list();
    }

    void hold(TenantId tenant, Set<UserId> users) {
        db.sql(HOLD)
                .param("tenant", tenant.value())
                .param("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    long administrators(TenantId tenant) {
        return db.sql(COUNT_ADMINISTRATORS)
                .param("tenant", tenant.value())
                .query(Long.class)
                .single();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")));
    }
}
