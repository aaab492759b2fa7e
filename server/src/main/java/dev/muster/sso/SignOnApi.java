package dev.muster.sso;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Listing;
import dev.muster.edge.MusterUrl;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Single sign-on over REST. Passwords are not turned off here: whoever does that must have come in without one, which
/// no token shows.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/single-sign-on")
@Does(Action.MANAGE_TENANT)
class SignOnApi {
    private static final String USUAL_CLAIM = "groups";

    private final SignOnSettings settings;
    private final Domains domains;
    private final Discovery discovery;
    private final MusterUrl url;

    SignOnApi(SignOnSettings settings, Domains domains, Discovery discovery, MusterUrl url) {
        this.settings = settings;
        this.domains = domains;
        this.discovery = discovery;
        this.url = url;
    }

    /// What is sent.
    ///
    /// @param secret      client secret; left out to keep the one that is stored
    /// @param groupsClaim left out for `groups`
    /// @param letsJoin    left out for false
    record WantedSignOnJson(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String secret,
            @Nullable String groupsClaim,
            @Nullable Boolean letsJoin,
            @Nullable List<GroupRoleJson> groups) {
        Wanted wanted() {
            return new Wanted(
                    orEmpty(issuer),
                    orEmpty(clientId),
                    orEmpty(secret),
                    groupsClaim == null ? USUAL_CLAIM : groupsClaim,
                    Boolean.TRUE.equals(letsJoin),
                    groups == null
                            ? List.of()
                            : groups.stream()
                                    .filter(Objects::nonNull)
                                    .map(GroupRoleJson::row)
                                    .toList());
        }

        /// Without the secret.
        @Override
        public String toString() {
            return "WantedSignOnJson[%s]".formatted(issuer);
        }
    }

    /// @param role `administrator`, `risk_manager`, `reviewer` or `auditor`
    record GroupRoleJson(@Nullable String group, @Nullable String role) {
        Wanted.GroupRow row() {
            return new Wanted.GroupRow(orEmpty(group), orEmpty(role).toUpperCase(Locale.ROOT));
        }
    }

    /// What is stored; the client secret is never told.
    ///
    /// @param callback       address to enter at the provider, where it sends people back
    /// @param signedOut      address to enter there, where it tells whom it signed out
    /// @param takesPasswords whether passwords let members in as well
    record SignOnJson(
            String issuer,
            String clientId,
            String groupsClaim,
            boolean letsJoin,
            List<GroupRoleJson> groups,
            String callback,
            String signedOut,
            boolean takesPasswords) {
        SignOnJson {
            groups = List.copyOf(groups);
        }
    }

    /// @param keys how many the provider signs with
    record TestedSignOnJson(int keys) {}

    record WantedDomainJson(@Nullable String domain) {}

    /// @param record   what its TXT record must be
    /// @param provedAt when it was seen; none before
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DomainJson(
            String domain, String record, @Nullable Instant provedAt) {
        static DomainJson of(ClaimedDomain claimed) {
            return new DomainJson(claimed.domain(), claimed.record(), claimed.provedAt());
        }
    }

    /// @throws NoSuchThing when the tenant has none
    @GetMapping
    SignOnJson get(TenantAccess access, HttpServletRequest request) {
        SingleSignOn stored = stored(access);
        return new SignOnJson(
                stored.issuer(),
                stored.clientId(),
                stored.groupsClaim(),
                stored.letsJoin(),
                stored.groups().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(group -> new GroupRoleJson(
                                group.getKey(), group.getValue().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                url.absolute(SignOnPages.CALLBACK, request),
                url.absolute(SignOutCalls.path(access.tenant()), request),
                access.tenant().takesPasswords());
    }

    @PutMapping
    SignOnJson put(TenantAccess access, @RequestBody WantedSignOnJson wanted, HttpServletRequest request) {
        settings.save(access, wanted.wanted());
        return get(access, request);
    }

    /// @throws Conflict when the tenant takes no passwords
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(TenantAccess access) {
        settings.remove(access);
    }

    /// @throws Conflict with what is wrong about the provider
    @PostMapping("/test")
    TestedSignOnJson test(TenantAccess access) {
        String issuer = stored(access).issuer();
        try {
            return new TestedSignOnJson(discovery.test(issuer));
        } catch (SignOnFault fault) {
            throw new Conflict(fault.sentence(), fault);
        }
    }

    /// By name; at most twenty.
    @GetMapping("/domains")
    Listing<DomainJson> domains(TenantAccess access) {
        return new Listing<>(
                domains.of(access.id()).stream().map(DomainJson::of).toList(), null);
    }

    @PostMapping("/domains")
    @ResponseStatus(HttpStatus.CREATED)
    DomainJson claim(TenantAccess access, @RequestBody WantedDomainJson wanted) {
        return DomainJson.of(domains.claim(access, orEmpty(wanted.domain())));
    }

    /// @throws Conflict when its TXT record is not there, or another tenant proved it before
    @PostMapping("/domains/{domain}/check")
    DomainJson check(TenantAccess access, @PathVariable String domain) {
        try {
            return DomainJson.of(domains.prove(access, domain));
        } catch (SignOnFault fault) {
            throw new Conflict(fault.sentence(), fault);
        }
    }

    @DeleteMapping("/domains/{domain}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(TenantAccess access, @PathVariable String domain) {
        domains.giveUp(access, domain);
    }

    private SingleSignOn stored(TenantAccess access) {
        return settings.of(access.id())
                .orElseThrow(() -> new NoSuchThing(
                        "%s has no single sign-on.".formatted(access.tenant().name())));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
