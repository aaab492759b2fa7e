package dev.muster.backup;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What becomes of one table's rows when data is kept, moved or deleted. Every table of the schema is listed here; a
/// test compares the list with the database, so that a new one cannot be forgotten.
///
/// @param name   of the table
/// @param part   whose rows they are, and whether they are kept
/// @param export of shared rows, those that belong to the tenant that the transaction names; none when an export has
/// none
record StoredTable(String name, Part part, @Nullable String export) {
    private static final String OF_MEMBERS = """
            user_id in (select m.user_id
                          from member m
                         where m.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            """;

    /// In an order in which every row finds what it refers to.
    static final List<StoredTable> ALL = List.of(
            shared("tenant", """
                    id = nullif(current_setting('app.tenant', true), '')::uuid
                    """),
            shared("app_user", """
                    id in (select m.user_id
                             from member m
                            where m.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
                    """),
            shared("password", OF_MEMBERS),
            // A link of another tenant is not part of an export.
            shared("password_link", OF_MEMBERS + """
                    and (only_in is null or only_in = nullif(current_setting('app.tenant', true), '')::uuid)
                    """),
            shared("second_factor", OF_MEMBERS),
            shared("recovery_code", OF_MEMBERS),
            shared("passkey", OF_MEMBERS),
            // Says which master key the database was sealed with. An export may move to a Muster with
            // another.
            new StoredTable("master_key_check", Part.SHARED, null),
            // Its instances begin with the tenant they work for; one that was running is taken up again
            // elsewhere.
            shared("scheduled_tasks", """
                    starts_with(task_instance, nullif(current_setting('app.tenant', true), '') || '/')
                    """),
            ofTenant("member"),
            ofTenant("webhook"),
            ofTenant("saved_filter"),
            ofTenant("single_sign_on"),
            ofTenant("single_sign_on_group"),
            ofTenant("single_sign_on_link"),
            ofTenant("claimed_domain"),
            // Where a tenant moves to, another may have proved the domain: it is proved there again.
            new StoredTable("proved_domain", Part.SHARED, null),
            ofTenant("invitation"),
            ofTenant("audit_entry"),
            ofTenant("audit_shipped"),
            ofTenant("api_token"),
            ofTenant("token_address"),
            ofTenant("retention"),
            ofTenant("integration"),
            ofTenant("deleted_integration"),
            ofTenant("integration_owner"),
            ofTenant("integration_secret"),
            ofTenant("integration_status"),
            ofTenant("upload"),
            ofTenant("upload_piece"),
            ofTenant("account_person"),
            ofTenant("revision"),
            ofTenant("account"),
            ofTenant("resource"),
            ofTenant("access_grant"),
            ofTenant("link"),
            ofTenant("change_record"),
            ofTenant("sync_run"),
            ofTenant("sync_feed"),
            ofTenant("sync_note"),
            ofTenant("sync_feed_age"),
            ofTenant("unread_part"),
            ofTenant("unread_fact"),
            ofTenant("sync_disagreement"),
            ofTenant("sync_part"),
            // What a run has read so far. The run reads again; a held one is discarded and read again.
            passingOfTenant("staged_account"),
            passingOfTenant("staged_resource"),
            passingOfTenant("staged_grant"),
            passingOfTenant("staged_link"),
            passingOfTenant("staged_change"),
            passingOfTenant("staged_mention"),
            // Nobody wants a mail of then sent once more.
            passingOfTenant("outgoing_mail"),
            // Made again by whoever still wants them.
            passingOfTenant("download"),
            passingOfTenant("download_piece"),
            passingOfTenant("webhook_delivery"),
            // Everybody signs in again, wrong attempts are forgotten, and the next start prints a first
            // link if need be.
            passing("web_session"),
            passing("known_browser"),
            passing("sign_in_attempt"),
            passing("audit_sink"),
            // Of the database that it was restored into, which tells the records of it.
            passing("restoration"),
            passing("first_start_link"),
            // Belongs to the database it is restored into, whose own role is made there.
            passing("application_role"),
            // Made by the migrations that make the tables.
            passing("flyway_schema_history"));

    /// Tables of earlier releases: a backup of then is restored into them before they go.
    private static final List<StoredTable> FORMER =
            List.of(passing("spring_session"), passing("spring_session_attributes"));

    /// Whose rows they are.
    enum Part {
        /// Has a `tenant_id` and stands behind the wall.
        TENANT,
        /// Belongs to the whole Muster.
        SHARED,
        /// As TENANT, but not kept.
        PASSING_OF_TENANT,
        /// As SHARED, but not kept.
        PASSING
    }

    boolean isKept() {
        return part == Part.TENANT || part == Part.SHARED;
    }

    boolean isWalled() {
        return part == Part.TENANT || part == Part.PASSING_OF_TENANT;
    }

    static Optional<StoredTable> named(String name) {
        return Stream.concat(ALL.stream(), FORMER.stream())
                .filter(it -> it.name.equals(name))
                .findFirst();
    }

    private static StoredTable shared(String name, String export) {
        return new StoredTable(name, Part.SHARED, export);
    }

    private static StoredTable ofTenant(String name) {
        return new StoredTable(name, Part.TENANT, null);
    }

    private static StoredTable passingOfTenant(String name) {
        return new StoredTable(name, Part.PASSING_OF_TENANT, null);
    }

    private static StoredTable passing(String name) {
        return new StoredTable(name, Part.PASSING, null);
    }
}
