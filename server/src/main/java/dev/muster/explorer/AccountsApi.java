package dev.muster.explorer;

import dev.muster.api.Limit;
import dev.muster.api.Slice;
import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Level;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Accounts of an integration over REST.
@RestController
@Does(Action.SEE)
@RequestMapping("/api/v1/tenants/{tenant}/integrations/{id}/accounts")
class AccountsApi {
    private final KnownResources known;
    private final Catalogue catalogue;
    private final Accounts accounts;

    AccountsApi(KnownResources known, Catalogue catalogue, Accounts accounts) {
        this.known = known;
        this.catalogue = catalogue;
        this.accounts = accounts;
    }

    /// @param role    its base role, the strongest of several; none for a stub that only a reference names
    /// @param roles   all of them, strongest first
    /// @param deleted when a stub was deleted, as far as references tell
    record AccountJson(
            String id,
            String name,
            @Nullable String email,
            String state,
            String kind,
            @Nullable RoleJson role,
            List<RoleJson> roles,
            @Nullable Instant deleted,
            List<GroupJson> groups) {

        static AccountJson of(AccountView account) {
            List<RoleJson> roles = account.roles().stream().map(RoleJson::of).toList();
            return new AccountJson(
                    account.id(),
                    account.name(),
                    account.email(),
                    account.state(),
                    account.kind(),
                    roles.isEmpty() ? null : roles.getFirst(),
                    roles,
                    account.deleted(),
                    account.groups().stream()
                            .map(group -> new GroupJson(
                                    group.group().type(),
                                    group.group().id(),
                                    group.name(),
                                    group.role().value(),
                                    group.role().title()))
                            .toList());
        }
    }

    /// @param value the raw value: `limited_user`
    /// @param title as the application's own pages name it: `Responder`
    record RoleJson(String value, String title, boolean privileged) {
        static RoleJson of(Level level) {
            return new RoleJson(level.value(), level.title(), level.privileged());
        }
    }

    /// @param type      as resources name it
    /// @param role      the raw value: `manager`
    /// @param roleTitle as the application's own pages name it: `Manager`
    record GroupJson(String type, String id, String name, String role, String roleTitle) {}

    @GetMapping
    RevisionListing<AccountJson> list(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String state) {
        var filter = new AccountFilter(q, role, state);
        Walk walk = filter.walk(asOf, after);
        int most = Limit.parse(limit).rows();
        return known.read(access, id, walk.asOf(), (current, revision) -> {
            Description application = catalogue.describe(current.integration());
            Slice<AccountView> page = accounts.slice(revision, application, filter, walk.after(), most);
            return RevisionListing.of(revision, walk.through(revision, page), AccountJson::of);
        });
    }
}
