package dev.muster.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What the application's role may do with this database's tables: what migrations granted to it, or to the role
/// before.
final class AppRights {
    private static final String TABLES_ARE_THERE = """
            select to_regclass('scheduled_tasks')::text
            """;
    private static final String RIGHTS = """
            select has_table_privilege('scheduled_tasks', 'insert')::text
            """;
    /// Who works as the application may add tasks and change nothing in the audit record; whom an operator lets
    /// read or mend tables is known by that.
    private static final String RIGHTS_OF_OTHERS = """
            with application as (
                select acl.grantee
                  from pg_class, aclexplode(relacl) acl
                 where oid = to_regclass('scheduled_tasks') and acl.privilege_type = 'INSERT' and acl.grantee <> relowner
                   and not has_table_privilege(acl.grantee, to_regclass('audit_entry'), 'update, delete, truncate')
            ), granted as (
                select case relkind when 'S' then 'sequence ' else '' end || oid::regclass as object,
                       acl.privilege_type, acl.grantee
                  from pg_class, aclexplode(relacl) acl
                 where relnamespace = 'public'::regnamespace
                union all
                select 'schema public', acl.privilege_type, acl.grantee
                  from pg_namespace, aclexplode(nspacl) acl
                 where nspname = 'public'
                union all
                select 'routine ' || oid::regprocedure, acl.privilege_type, acl.grantee
                  from pg_proc, aclexplode(proacl) acl
                 where pronamespace = 'public'::regnamespace
            ), columns as (
                select attname, attrelid::regclass as object, acl.privilege_type, acl.grantee
                  from pg_attribute
                  join pg_class on pg_class.oid = attrelid and relnamespace = 'public'::regnamespace,
                       aclexplode(attacl) acl
            )
            select distinct format('grant %s on %s to ', privilege_type, object) as statement
              from granted
              join application using (grantee)
            union
            select format('grant %s (%I) on %s to ', privilege_type, attname, object)
              from columns
              join application using (grantee)
            """;

    private AppRights() {}

    /// Copies the rights of the role that worked with these tables before, when there are tables and the role has
    /// none. A dump that was restored without its rights leaves none to take over.
    ///
    /// @param connection as the application
    /// @throws CannotStart when there are none
    static void takeOver(Connection connection, Connection asOwner, DatabaseLogin app) throws SQLException {
        if (AppRole.text(connection, TABLES_ARE_THERE).isEmpty() || mayWork(connection)) {
            return;
        }
        copy(asOwner, app);
        if (!mayWork(connection)) {
            throw new CannotStart(
                    "The application's database role %s has no rights on Muster's tables, and no other role has any to take over."
                            .formatted(app.user()),
                    "Restore the database with its rights (pg_restore without --no-privileges).");
        }
    }

    private static boolean mayWork(Connection connection) throws SQLException {
        return "true".equals(AppRole.text(connection, RIGHTS).orElseThrow());
    }

    /// All of them or none. Where it fails the start does, and the owner's connection ends with it.
    private static void copy(Connection asOwner, DatabaseLogin app) throws SQLException {
        String role = AppRole.quoted(app.user());
        asOwner.setAutoCommit(false);
        try (PreparedStatement rights = asOwner.prepareStatement(RIGHTS_OF_OTHERS);
                Statement grant = asOwner.createStatement()) {
            try (ResultSet rows = rights.executeQuery()) {
                while (rows.next()) {
                    grant.addBatch(rows.getString("statement") + role);
                }
            }
            grant.executeBatch();
            asOwner.commit();
        }
        asOwner.setAutoCommit(true);
    }
}
