package dev.muster.session;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.request.BrowserName;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The sessions of this Muster. Whoever reads the database learns no id that a browser could send: only hashes of ids
/// are stored. Safe for many threads.
@Component
public class StoredSessions implements SessionRepository<StoredSession> {
    /// A session ends when nothing was asked in it for so long, or sooner where a tenant of its user says so.
    public static final Duration IDLE = AccessLimits.MOST.idle();
    /// A session ends after so long in any case, or sooner where a tenant of its user says so.
    private static final Duration LONGEST = AccessLimits.MOST.longest();

    /// Attribute with the id of the user whose session it is.
    static final String USER = "whose";
    /// Attribute with the id of the one tenant that the session opens; none for all.
    static final String ONLY = "only";

    /// Attributes with the limits that the session has of its own, in minutes; none for Muster's.
    private static final String IDLE_MINUTES = "idleMinutes";
    private static final String LONGEST_MINUTES = "longestMinutes";

    private static final int NAME_BYTES = 16;
    private static final Duration BETWEEN_USES_NOTED = Duration.ofMinutes(1);
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private static final String FIND = """
            select created_at, last_used_at, attributes
              from web_session
             where id_hash = :hash
               and last_used_at > :idleSince
               and created_at > :begunSince
               and last_used_at > :now - make_interval(mins => coalesce((attributes ->> 'idleMinutes')::int, 30))
               and created_at > :now - make_interval(mins => coalesce((attributes ->> 'longestMinutes')::int, 720))
            """;
    private static final String ADD = """
            insert into web_session (id_hash, user_id, created_at, last_used_at, attributes)
            values (:hash, :user, :created, :lastUsed, cast(:attributes as jsonb))
            """;
    /// Requests of one session that come in the same moment each change what they change. One that was ended
    /// meanwhile stays so; one that was renewed is there under its new id already.
    private static final String CHANGE = """
            update web_session
               set id_hash = :hash,
                   user_id = :user,
                   last_used_at = :lastUsed,
                   attributes = (attributes - cast(:changed as text[])) || cast(:attributes as jsonb)
             where id_hash in (:former, :hash)
            """;
    private static final String RENAME = """
            update web_session
               set id_hash = :hash
             where id_hash = :former
            """;
    /// Of two requests that take one attribute in the same moment, the second finds none.
    private static final String TAKE = """
            update web_session
               set attributes = attributes - cast(:name as text)
             where id_hash = :hash
               and attributes ->> :name = :value
            """;
    private static final String END = """
            delete from web_session
             where id_hash = :hash
            """;
    private static final String END_ALL_BUT = """
            delete from web_session
             where user_id = :user
               and id_hash <> :kept
            """;
    private static final String END_OPENING = """
            delete from web_session
             where user_id = :user
               and attributes ->> 'only' = :only
               and created_at <= :begunBy
            """;
    private static final String OF_USER = """
            select encode(substr(id_hash, 1, 16), 'hex') as name, created_at, last_used_at,
                   coalesce(attributes ->> 'browser', '') as browser, coalesce(attributes ->> 'address', '') as address
              from web_session
             where user_id = :user
               and last_used_at > :idleSince
               and created_at > :begunSince
               and last_used_at > :now - make_interval(mins => coalesce((attributes ->> 'idleMinutes')::int, 30))
               and created_at > :now - make_interval(mins => coalesce((attributes ->> 'longestMinutes')::int, 720))
               and (cast(:only as text) is null or attributes ->> 'only' = :only)
             order by last_used_at desc, id_hash
            """;
    private static final String END_ONE = """
            delete from web_session
             where user_id = :user
               and encode(substr(id_hash, 1, 16), 'hex') = :name
            """;
    private static final String LIMIT = """
            update web_session
               set attributes = attributes
                   || jsonb_build_object(
                          'idleMinutes',
                          cast(least(coalesce((attributes ->> 'idleMinutes')::int, 30), :idle) as text),
                          'longestMinutes',
                          cast(least(coalesce((attributes ->> 'longestMinutes')::int, 720), :longest) as text))
             where user_id = any (cast(:users as uuid[]))
               and coalesce(attributes ->> 'only', :tenant) = :tenant
            """;
    private static final String FORGET_OLD = """
            delete from web_session
             where last_used_at <= :idleSince
                or created_at <= :begunSince
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    StoredSessions(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public StoredSession createSession() {
        return StoredSession.begun(clock.instant());
    }

    @Override
    public @Nullable StoredSession findById(String id) {
        return db.sql(FIND)
                .param("hash", SecretCode.hash(id))
                .param("idleSince", before(IDLE))
                .param("begunSince", before(LONGEST))
                .param("now", clock.instant().atOffset(UTC))
                .query((row, number) -> session(id, row))
                .optional()
                .orElse(null);
    }

    @Override
    public void save(StoredSession session) {
        if (session.storedAs() == null) {
            forgetOld();
            db.sql(ADD)
                    .param("hash", SecretCode.hash(session.getId()))
                    .param("user", user(session))
                    .param("created", session.getCreationTime().atOffset(UTC))
                    .param("lastUsed", session.getLastAccessedTime().atOffset(UTC))
                    .param("attributes", json.writeValueAsString(session.attributes()))
                    .update();
        } else if (isNews(session)) {
            change(session, session.storedAs());
        }
        session.isStored();
    }

    @Override
    public void deleteById(String id) {
        db.sql(END).param("hash", SecretCode.hash(id)).update();
    }

    /// Gives the session of a request a new id. The old one opens nothing from this moment on, and the rest of the
    /// request can name the session by the new one.
    public void renew(HttpServletRequest request) {
        String former = request.getSession().getId();
        db.sql(RENAME)
                .param("hash", SecretCode.hash(request.changeSessionId()))
                .param("former", SecretCode.hash(former))
                .update();
    }

    /// Takes an attribute out of the session of a request, at once and for one request alone.
    ///
    /// @return its value; empty when there was none, or another request took it
    public Optional<String> take(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(name) instanceof String value)) {
            return Optional.empty();
        }
        session.removeAttribute(name);
        int taken = db.sql(TAKE)
                .param("hash", SecretCode.hash(session.getId()))
                .param("name", name)
                .param("value", value)
                .update();
        return taken == 1 ? Optional.of(value) : Optional.empty();
    }

    /// Ends every session of a user, in the caller's transaction when there is one.
    ///
    /// @param kept id of the one that stays; none for all
    public void end(UserId user, @Nullable String kept) {
        db.sql(END_ALL_BUT)
                .param("user", user.value())
                .param("kept", kept == null ? new byte[0] : SecretCode.hash(kept))
                .update();
    }

    /// Ends the sessions of a user that open one tenant alone, in the caller's transaction.
    ///
    /// @param begunBy those that began later stay
    /// @return how many there were
    public int endOpening(TenantId only, UserId user, Instant begunBy) {
        return db.sql(END_OPENING)
                .param("user", user.value())
                .param("only", only.value().toString())
                .param("begunBy", begunBy.atOffset(UTC))
                .update();
    }

    /// A user's sessions that are not over, the one used last first.
    ///
    /// @param only of those that open this tenant alone; none for all
    public List<OpenSession> of(UserId user, @Nullable TenantId only) {
        return db.sql(OF_USER)
                .param("user", user.value())
                .param("only", only == null ? null : only.value().toString())
                .param("idleSince", before(IDLE))
                .param("begunSince", before(LONGEST))
                .param("now", clock.instant().atOffset(UTC))
                .query((row, number) -> new OpenSession(
                        row.getString("name"),
                        row.getString("browser"),
                        row.getString("address"),
                        instant(row, "created_at"),
                        instant(row, "last_used_at")))
                .list();
    }

    /// Ends one session of a user, by its [OpenSession#name].
    public void endOne(UserId user, String name) {
        db.sql(END_ONE).param("user", user.value()).param("name", name).update();
    }

    /// The [OpenSession#name] of the session that a request came in.
    public static String nameOf(HttpSession session) {
        return HexFormat.of().formatHex(SecretCode.hash(session.getId()), 0, NAME_BYTES);
    }

    /// Remembers from where the session of a request began.
    public static void note(HttpSession session, HttpServletRequest request) {
        session.setAttribute("browser", BrowserName.of(request.getHeader("User-Agent")));
        session.setAttribute("address", String.valueOf(request.getRemoteAddr()));
    }

    /// Has the session of a request last no longer than that. What is stricter already stays.
    public static void limit(HttpSession session, AccessLimits limits) {
        limit(session, IDLE_MINUTES, limits.idle(), IDLE);
        limit(session, LONGEST_MINUTES, limits.longest(), LONGEST);
    }

    private static void limit(HttpSession session, String attribute, Duration wanted, Duration usual) {
        long minutes = session.getAttribute(attribute) instanceof String own ? Long.parseLong(own) : usual.toMinutes();
        if (wanted.toMinutes() < minutes) {
            session.setAttribute(attribute, String.valueOf(wanted.toMinutes()));
        }
    }

    /// Has every open session of these users that opens the tenant last no longer than that, in the caller's
    /// transaction. What is stricter already stays.
    public void limit(TenantId tenant, List<UserId> users, AccessLimits limits) {
        db.sql(LIMIT)
                .param("tenant", tenant.value().toString())
                .param("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .param("idle", limits.idle().toMinutes())
                .param("longest", limits.longest().toMinutes())
                .update();
    }

    private static boolean isNews(StoredSession session) {
        return !session.changed().isEmpty()
                || !session.getId().equals(session.storedAs())
                || session.sinceNoted().compareTo(BETWEEN_USES_NOTED) > 0;
    }

    private void change(StoredSession session, String former) {
        Map<String, String> put = session.attributes().entrySet().stream()
                .filter(attribute -> session.changed().contains(attribute.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        db.sql(CHANGE)
                .param("hash", SecretCode.hash(session.getId()))
                .param("former", SecretCode.hash(former))
                .param("user", user(session))
                .param("lastUsed", session.getLastAccessedTime().atOffset(UTC))
                .param("changed", session.changed().toArray(String[]::new))
                .param("attributes", json.writeValueAsString(put))
                .update();
    }

    private void forgetOld() {
        db.sql(FORGET_OLD)
                .param("idleSince", before(IDLE))
                .param("begunSince", before(LONGEST))
                .update();
    }

    private OffsetDateTime before(Duration time) {
        return clock.instant().minus(time).atOffset(UTC);
    }

    private static @Nullable UUID user(StoredSession session) {
        String user = session.attributes().get(USER);
        return user == null ? null : UUID.fromString(user);
    }

    private StoredSession session(String id, ResultSet row) throws SQLException {
        return StoredSession.stored(
                id,
                instant(row, "created_at"),
                instant(row, "last_used_at"),
                json.readValue(row.getString("attributes"), ATTRIBUTES));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
