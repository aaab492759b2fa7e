package dev.muster.settings;

import dev.muster.factor.FactorState;
import dev.muster.factor.Passkey;
import dev.muster.factor.Passkeys;
import dev.muster.factor.SecondFactors;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.UserId;
import dev.muster.web.Moment;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the page Security tells of the viewer's second factor.
@Component
class FactorCard {
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Tenants tenants;
    private final Clock clock;

    FactorCard(SecondFactors factors, Passkeys passkeys, Tenants tenants, Clock clock) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.tenants = tenants;
        this.clock = clock;
    }

    SecurityView.Factor of(UserId user, HttpServletRequest request) {
        FactorState state = factors.of(user).orElse(null);
        FactorState.App app = state == null ? null : state.app();
        String whyNotHere = passkeys.whyNotHere(request).orElse(null);
        String host = whyNotHere == null ? passkeys.host(request) : "";
        return new SecurityView.Factor(
                app == null ? null : new SecurityView.App(moment(app.since()), when(app.lastUsed())),
                passkeys.of(user).stream().map(one -> row(one, host)).toList(),
                state == null ? null : new SecurityView.Codes(state.codesLeft(), moment(state.codesMade())),
                required(user),
                whyNotHere);
    }

    private SecurityView.Passkey row(Passkey passkey, String host) {
        return new SecurityView.Passkey(
                passkey.id(),
                passkey.name(),
                moment(passkey.added()),
                when(passkey.lastUsed()),
                passkey.host().equals(host) ? null : passkey.host());
    }

    private String required(UserId user) {
        return tenants.ofUser(user).stream()
                .map(Membership::tenant)
                .filter(Tenant::requiresSecondFactor)
                .map(Tenant::name)
                .collect(Collectors.joining(" and "));
    }

    private @Nullable Moment when(@Nullable Instant at) {
        return at == null ? null : moment(at);
    }

    private Moment moment(Instant at) {
        return new Moment(at, ZoneOffset.UTC, clock.instant());
    }
}
