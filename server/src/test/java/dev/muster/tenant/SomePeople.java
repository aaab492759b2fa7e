package dev.muster.tenant;

import dev.muster.audit.Actor;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/// Tenants and users for tests, each with a name of its own.
@TestComponent
public class SomePeople {
    private final Tenants tenants;
    private final Members members;
    private final Users users;

    SomePeople(Tenants tenants, Members members, Users users) {
        this.tenants = tenants;
        this.members = members;
        this.users = users;
    }

    /// A user who belongs nowhere yet.
    public User user(String name) {
        return users.add(name, name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + word() + ".example", null);
    }

    /// A tenant with one Administrator.
    public TenantAccess tenant(String name) {
        User administrator = user("Ana Lima");
        Tenant tenant = tenants.create(name + "-" + word(), name, administrator);
        return access(tenant, administrator, Role.ADMINISTRATOR);
    }

    /// A new user with a role in the tenant.
    public TenantAccess member(TenantAccess of, String name, Role role) {
        User user = user(name);
        members.add(of.id(), of.actor(), user, role);
        return access(of.tenant(), user, role);
    }

    private static TenantAccess access(Tenant tenant, User user, Role role) {
        var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
        return new TenantAccess(tenant, user.id(), user.name(), role, actor);
    }

    private static String word() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
