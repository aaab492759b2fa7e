package dev.muster.factor;

import dev.muster.connector.Secret;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.secret.CannotOpen;
import dev.muster.secret.Seal;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// The authenticator app and the recovery codes of each sign-in. They belong to the sign-in and count in each tenant of
/// it; what changes about them is in the audit record of each. Safe for many threads and servers. Passkeys are the
/// business of [Passkeys], and count here where it is asked whether there is a factor at all.
///
/// Who asks has proved a password before, and how often somebody may guess is counted by the caller.
@Component
public class SecondFactors {
    private static final String KEY = "totp";
    private static final String DRAFT = "totp draft";
    private static final Pattern SIX_DIGITS = Pattern.compile("\\d{3}\\s?\\d{3}");

    private final FactorStore store;
    private final PasskeyStore passkeys;
    private final FactorRecord record;
    private final Seal seal;
    private final StoredSessions sessions;
    private final Clock clock;

    SecondFactors(
            FactorStore store,
            PasskeyStore passkeys,
            FactorRecord record,
            Seal seal,
            StoredSessions sessions,
            Clock clock) {
        this.store = store;
        this.passkeys = passkeys;
        this.record = record;
        this.seal = seal;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// What a user has; empty without a second factor.
    public Optional<FactorState> of(UserId user) {
        return store.state(user);
    }

    /// Whether a password alone does not let this user in.
    public boolean isOn(UserId user) {
        return store.isOn(user);
    }

    /// Whether there is an authenticator app.
    public boolean hasApp(UserId user) {
        return store.key(user).isPresent();
    }

    /// Those of these who have one.
    public Set<UserId> among(Collection<UserId> users) {
        return store.among(users);
    }

    /// A new key, which counts for nothing until [#turnOn].
    public Draft draft(User user) {
        return draft(user, TotpKey.random());
    }

    /// The draft again that [Draft#sealed] was of.
    ///
    /// @throws CannotOpen when it was another user's, or none
    public Draft draft(User user, String sealed) {
        return draft(user, drafted(user, sealed));
    }

    /// Makes a draft the user's app, in the place of the one before, and ends every other session of
    /// theirs.
    ///
    /// @param code of the app, which shows that it has the key
    /// @param kept id of the session that stays
    /// @return recovery codes, to be shown this once
    /// @throws InvalidInput about `code`
    public List<String> turnOn(User user, String sealed, String code, String kept) {
        TotpKey key = drafted(user, sealed);
        Instant now = clock.instant();
        OptionalLong step = key.step(digits(code), now);
        if (step.isEmpty()) {
            throw new InvalidInput(
                    Map.of("code", "This is not the code the app shows now. Nothing was changed; try the next one."));
        }
        List<RecoveryCode> codes = RecoveryCode.some();
        record.write(user, FactorChange.SET_UP, () -> {
            store.put(user.id(), sealed(user.id(), KEY, key), step.getAsLong(), now);
            store.putCodes(user.id(), codes, now);
            sessions.end(user.id(), kept);
        });
        return codes.stream().map(RecoveryCode::text).toList();
    }

    /// Takes a code of the app, or a recovery code, and uses it up: it is not taken again.
    ///
    /// @return whether it was one that counts
    public boolean take(User user, String typed) {
        return SIX_DIGITS.matcher(typed.strip()).matches()
                ? takeCode(user.id(), digits(typed))
                : takeRecoveryCode(user, typed);
    }

    /// New recovery codes in the place of those before.
    ///
    /// @return to be shown this once
    /// @throws Conflict without a second factor
    public List<String> makeCodes(User user) {
        List<RecoveryCode> codes = RecoveryCode.some();
        record.write(user, FactorChange.CODES_MADE, () -> {
            if (!store.putCodes(user.id(), codes, clock.instant())) {
                throw new Conflict(
                        "Recovery codes stand in for a lost app. Set up an authenticator app or a passkey first.");
            }
        });
        return codes.stream().map(RecoveryCode::text).toList();
    }

    /// From now on no code of the app is asked for; without a passkey, the password alone.
    ///
    /// @throws Conflict when no factor would be left and a tenant of theirs requires one
    public void turnOff(User user) {
        requireOptionalApp(user);
        FactorChange what = passkeys.of(user.id()).isEmpty() ? FactorChange.TURNED_OFF : FactorChange.APP_REMOVED;
        record.write(user, what, () -> {
            store.lock(user.id());
            if (passkeys.of(user.id()).isEmpty()) {
                store.remove(user.id());
            } else {
                store.removeApp(user.id());
            }
        });
    }

    /// @throws Conflict when no factor is left without the app, and a tenant of theirs requires one
    public void requireOptionalApp(User user) {
        if (passkeys.of(user.id()).isEmpty()) {
            requireOptional(user);
        }
    }

    /// @throws Conflict while a tenant of theirs requires a second factor
    void requireOptional(User user) {
        List<Tenant> requiring = record.tenants(user.id()).stream()
                .filter(Tenant::requiresSecondFactor)
                .toList();
        if (!requiring.isEmpty()) {
            throw new Conflict(
                    "%s requires a second factor of its members, so the last one was not removed. You can replace it."
                            .formatted(requiring.getFirst().name()));
        }
    }

    /// Takes a user's app, passkeys and recovery codes away, in the caller's transaction.
    public void end(UserId user) {
        store.remove(user);
    }

    private Draft draft(User user, TotpKey key) {
        return new Draft(
                Base64.getEncoder().encodeToString(sealed(user.id(), DRAFT, key)),
                Base32.inGroups(key.text()),
                QrPicture.of(key.address(user.email())));
    }

    private TotpKey drafted(User user, String sealed) {
        return TotpKey.parse(
                seal.openOfUser(user.id().value(), DRAFT, Base64.getDecoder().decode(sealed))
                        .expose());
    }

    private byte[] sealed(UserId user, String field, TotpKey key) {
        return seal.sealOfUser(user.value(), field, Secret.of(key.stored()));
    }

    private boolean takeCode(UserId user, String code) {
        Instant now = clock.instant();
        OptionalLong step = store.key(user)
                .map(stored -> seal.openOfUser(user.value(), KEY, stored))
                .map(key -> TotpKey.parse(key.expose()).step(code, now))
                .orElse(OptionalLong.empty());
        return step.isPresent() && store.useStep(user, step.getAsLong(), now);
    }

    private boolean takeRecoveryCode(User user, String typed) {
        return record.writeIf(user, FactorChange.CODE_USED, () -> store.useCode(user.id(), RecoveryCode.typed(typed)));
    }

    private static String digits(String typed) {
        return typed.replaceAll("\\s", "");
    }
}
