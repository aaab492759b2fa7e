package dev.muster;

import dev.muster.audit.Actor;
import dev.muster.signin.Passwords;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import dev.muster.token.ApiTokens;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A tenant of its own for one test, with an Administrator; made by the same front doors the product uses.
public final class TestTenant {
    /// What everybody in a test signs in with.
    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger MADE = new AtomicInteger();
    private static @Nullable String hash;

    private final ApplicationContext server;
    private final Tenant tenant;
    private final User administrator;

    private TestTenant(ApplicationContext server, Tenant tenant, User administrator) {
        this.server = server;
        this.tenant = tenant;
        this.administrator = administrator;
    }

    /// A fresh tenant with Ana Lima as its Administrator.
    public static TestTenant on(ApplicationContext server) {
        String slug = "acme-" + MADE.incrementAndGet();
        User ana = person(server, "Ana Lima", "ana@" + slug + ".example");
        Tenant tenant = server.getBean(Tenants.class).create(slug, "Acme " + slug.substring(5), ana);
        return new TestTenant(server, tenant, ana);
    }

    /// The tenant itself.
    public Tenant tenant() {
        return tenant;
    }

    /// Ana Lima.
    public User administrator() {
        return administrator;
    }

    /// The Administrator, let in.
    public TenantAccess access() {
        return access(administrator, Role.ADMINISTRATOR);
    }

    /// Lets another person in.
    public User join(String name, Role role) {
        User user = person(
                server,
                name,
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ".") + "@" + tenant.slug() + ".example");
        server.getBean(Members.class).add(tenant.id(), Actor.MUSTER, user, role);
        return user;
    }

    /// Somebody of this tenant, let in.
    public TenantAccess access(User user, Role role) {
        return new TenantAccess(
                tenant,
                user.id(),
                user.name(),
                role,
                new Actor(Actor.Kind.USER, user.id().value(), user.name()));
    }

    /// A call to the API as the Administrator.
    public ApiClient api() {
        return api(access());
    }

    /// A call to the API as somebody.
    public ApiClient api(TenantAccess access) {
        String token =
                server.getBean(ApiTokens.class).make(access, "test", null).text();
        int port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new ApiClient("http://127.0.0.1:%d/api/v1/tenants/%s".formatted(port, tenant.slug()), token);
    }

    private static User person(ApplicationContext server, String name, String email) {
        User user = server.getBean(Users.class).add(name, email, null);
        setPassword(server, user);
        return user;
    }

    /// All have the same, and hashing it takes long on purpose: it is hashed once, and what came of it copied.
    private static synchronized void setPassword(ApplicationContext server, User user) {
        JdbcClient db = server.getBean(JdbcClient.class);
        String known = hash;
        if (known == null) {
            server.getBean(Passwords.class).set(user.id(), PASSWORD);
            hash = db.sql("select hash from password where user_id = :user")
                    .param("user", user.id().value())
                    .query(String.class)
                    .single();
        } else {
            db.sql("insert into password (user_id, hash, set_at) values (:user, :hash, now())")
                    .param("user", user.id().value())
                    .param("hash", known)
                    .update();
        }
    }
}
