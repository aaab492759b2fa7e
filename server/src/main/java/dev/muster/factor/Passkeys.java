package dev.muster.factor;

import dev.muster.passkey.Ceremonies;
import dev.muster.passkey.Credential;
import dev.muster.passkey.PasskeyRefused;
import dev.muster.passkey.Question;
import dev.muster.passkey.Refusal;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The passkeys of each sign-in. Like an authenticator app they belong to the sign-in, count in each tenant of it, and
/// are in the audit record of each. Safe for many threads and servers.
///
/// Who asks has proved a password before, and how often an answer may be wrong is counted by the caller.
@Component
public class Passkeys {
    /// How many one sign-in may have.
    public static final int MOST = 20;
    /// Characters of a name.
    public static final int LONGEST_NAME = 100;

    private static final String ELSEWHERE = "Your passkeys were made for %s and work nowhere else; this is %s.";

    private final PasskeyStore store;
    private final FactorStore factors;
    private final SecondFactors others;
    private final FactorRecord record;
    private final StoredSessions sessions;
    private final Ceremonies ceremonies;
    private final Clock clock;

    Passkeys(
            PasskeyStore store,
            FactorStore factors,
            SecondFactors others,
            FactorRecord record,
            StoredSessions sessions,
            Ceremonies ceremonies,
            Clock clock) {
        this.store = store;
        this.factors = factors;
        this.others = others;
        this.record = record;
        this.sessions = sessions;
        this.ceremonies = ceremonies;
        this.clock = clock;
    }

    /// A user's, the oldest first.
    public List<Passkey> of(UserId user) {
        return store.of(user);
    }

    /// Why there can be no passkeys where a request came from, as a sentence with what to do; empty where there can.
    public Optional<String> whyNotHere(HttpServletRequest request) {
        return ceremonies.whyNotHere(request);
    }

    /// The host that a passkey made now works at.
    ///
    /// @throws Conflict where there can be none
    public String host(HttpServletRequest request) {
        return ceremonies.host(request);
    }

    /// What of a user's second factor can be proved where a request came from.
    public FactorsHere here(UserId user, HttpServletRequest request) {
        List<Passkey> all = store.of(user);
        Optional<String> why = ceremonies.whyNotHere(request);
        boolean app = others.hasApp(user);
        if (all.isEmpty() || why.isPresent()) {
            return new FactorsHere(app, false, all.isEmpty() ? null : why.get());
        }
        String host = ceremonies.host(request);
        boolean usable = all.stream().anyMatch(one -> one.host().equals(host));
        return new FactorsHere(
                app, usable, usable ? null : ELSEWHERE.formatted(all.getFirst().host(), host));
    }

    /// What the user's browser is to ask for a new one. The question waits in the session of the request.
    public Question.Make askForNew(User user, HttpServletRequest request) {
        var owner = Question.Owner.of(handle(user.id()), user.email(), user.name());
        return ceremonies.askForNew(owner, ids(user.id(), request), request);
    }

    /// What the user's browser is to ask their passkeys for. The question waits in the session of the request.
    public Question.Use ask(UserId user, HttpServletRequest request) {
        return ceremonies.ask(ids(user, request), request);
    }

    /// Adds the passkey that an authenticator made, and ends every other session of the user.
    ///
    /// @param answer of the browser, as JSON
    /// @return recovery codes, to be shown this once; none where there was a second factor before
    /// @throws PasskeyRefused when the answer does not count
    /// @throws InvalidInput   about `name`
    /// @throws Conflict       when the passkey is known already, or there are [#MOST]
    public List<String> add(User user, String name, String answer, HttpServletRequest request) throws PasskeyRefused {
        var faults = new Faults();
        String line = faults.line("name", "Name", name, LONGEST_NAME);
        faults.throwIfAny();
        Credential made = ceremonies.made(answer, request);
        String host = ceremonies.host(request);
        List<RecoveryCode> codes = new ArrayList<>();
        record.write(user, FactorChange.PASSKEY_ADDED, Map.of("passkey", line), () -> {
            Instant now = clock.instant();
            if (factors.begin(user.id(), now)) {
                codes.addAll(RecoveryCode.some());
                factors.putCodes(user.id(), codes, now);
            }
            factors.lock(user.id());
            requireRoom(user.id(), made);
            store.add(user.id(), line, host, made, now);
            sessions.end(user.id(), request.getSession().getId());
        });
        return codes.stream().map(RecoveryCode::text).toList();
    }

    /// Takes the answer of a passkey of the user to the question that waits in the session of the request, which is
    /// used up. What is taken and what is refused is recorded.
    ///
    /// @param answer of the browser, as JSON
    /// @return whether it was one that counts
    public boolean take(User user, String answer, HttpServletRequest request) {
        try {
            PasskeyStore.Kept used = used(user.id(), answer, request);
            boolean counts = record.writeIf(
                    user,
                    FactorChange.PASSKEY_USED,
                    Map.of("passkey", used.name()),
                    () -> store.use(user.id(), used.id(), used.credential().counter(), clock.instant()));
            if (!counts) {
                refuse(user, Refusal.COUNTER_WENT_BACK);
            }
            return counts;
        } catch (PasskeyRefused refused) {
            refuse(user, refused.why());
            return false;
        }
    }

    /// Gives a passkey another name. What is so already changes nothing.
    ///
    /// @throws NoSuchThing  when the user has no such passkey
    /// @throws InvalidInput about `name`
    public void rename(User user, UUID id, String name) {
        var faults = new Faults();
        String line = faults.line("name", "Name", name, LONGEST_NAME);
        faults.throwIfAny();
        Passkey before = find(store.of(user.id()), id);
        if (!before.name().equals(line)) {
            record.writeIf(
                    user,
                    FactorChange.PASSKEY_RENAMED,
                    Map.of("before", before.name(), "after", line),
                    () -> store.rename(user.id(), id, line));
        }
    }

    private static Passkey find(List<Passkey> all, UUID id) {
        return all.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchThing("You have no such passkey."));
    }

    /// @throws NoSuchThing when the user has no such passkey
    /// @throws Conflict    when no factor would be left and a tenant of theirs requires one
    public void remove(User user, UUID id) {
        List<Passkey> all = store.of(user.id());
        Passkey gone = find(all, id);
        boolean last = all.size() == 1 && !others.hasApp(user.id());
        if (last) {
            others.requireOptional(user);
        }
        FactorChange what = last ? FactorChange.LAST_PASSKEY_REMOVED : FactorChange.PASSKEY_REMOVED;
        record.writeIf(user, what, Map.of("passkey", gone.name()), () -> {
            factors.lock(user.id());
            boolean removed = store.remove(user.id(), id);
            if (store.of(user.id()).isEmpty() && !others.hasApp(user.id())) {
                factors.remove(user.id());
            }
            return removed;
        });
    }

    private PasskeyStore.Kept used(UserId user, String answer, HttpServletRequest request) throws PasskeyRefused {
        List<PasskeyStore.Kept> all = store.kept(user, ceremonies.host(request));
        Credential used = ceremonies.used(
                handle(user), answer, request, id -> find(all, id).map(PasskeyStore.Kept::credential));
        PasskeyStore.Kept kept = find(all, used.id()).orElseThrow();
        return new PasskeyStore.Kept(kept.id(), kept.name(), used);
    }

    private static Optional<PasskeyStore.Kept> find(List<PasskeyStore.Kept> all, byte[] id) {
        return all.stream()
                .filter(one -> Arrays.equals(one.credential().id(), id))
                .findFirst();
    }

    private void refuse(User user, Refusal why) {
        record.write(user, FactorChange.PASSKEY_REFUSED, Map.of("why", why.words()), () -> {});
    }

    private void requireRoom(UserId user, Credential made) {
        if (store.isKnown(made.id())) {
            throw new Conflict("This passkey is known already, so nothing was changed. Make another one.");
        }
        if (store.of(user).size() >= MOST) {
            throw new Conflict("You have %d passkeys, the most there can be. Nothing was changed; remove one first."
                    .formatted(MOST));
        }
    }

    private List<byte[]> ids(UserId user, HttpServletRequest request) {
        return store.kept(user, ceremonies.host(request)).stream()
                .map(kept -> kept.credential().id())
                .toList();
    }

    /// What an authenticator knows a user by: their id, which tells nothing of the person.
    private static byte[] handle(UserId user) {
        UUID id = user.value();
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
