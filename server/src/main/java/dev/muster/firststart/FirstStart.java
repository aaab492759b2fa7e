package dev.muster.firststart;

import static java.time.ZoneOffset.UTC;

import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.SecretCode;
import dev.muster.signin.NewPassword;
import dev.muster.signin.Passwords;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The way into a Muster that nobody can sign in to yet: a link that makes the first tenant and its Administrator,
/// once. Several servers may each hand out their own; all end when one is used.
@Component
public class FirstStart {
    private static final String ADD = """
            insert into first_start_link (code_hash, made_at)
            values (:hash, :now)
            """;
    private static final String IS_VALID = """
            select exists (select
                             from first_start_link
                            where code_hash = :hash)
            """;
    private static final String USE_UP = """
            delete from first_start_link
            """;
    /// Whoever comes second waits here and then finds the link gone.
    private static final String LOCK = """
            lock table first_start_link in exclusive mode
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Users users;
    private final Tenants tenants;
    private final Passwords passwords;
    private final Clock clock;

    FirstStart(
            JdbcClient db,
            PlatformTransactionManager manager,
            Users users,
            Tenants tenants,
            Passwords passwords,
            Clock clock) {
        this.db = db;
        this.transaction = new TransactionTemplate(manager);
        this.users = users;
        this.tenants = tenants;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// A new link, as long as nobody can sign in: path and query, `/first-start?code=...`, to be put behind the
    /// server's address and printed for whoever started it. Valid until one such link is used.
    public Optional<String> link() {
        if (users.any()) {
            return Optional.empty();
        }
        String code = SecretCode.forLink();
        db.sql(ADD)
                .param("hash", SecretCode.hash(code))
                .param("now", clock.instant().atOffset(UTC))
                .update();
        return Optional.of("/first-start?code=" + code);
    }

    /// What the first start asks for, as typed.
    record Form(String code, String tenantName, String slug, String name, String email, String password) {
        @Override
        public String toString() {
            return "Form[" + tenantName + ", (secret)]";
        }
    }

    /// @throws NoSuchThing when the link is not, or no longer, valid
    void requireValid(String code) {
        boolean valid = db.sql(IS_VALID)
                .param("hash", SecretCode.hash(code))
                .query(Boolean.class)
                .single();
        if (!valid) {
            throw new NoSuchThing("This link was used already, or is not from this Muster. Sign in, or start the server"
                    + " again: as long as nobody can sign in, it prints a new one.");
        }
    }

    /// Makes the first tenant and its Administrator, all or nothing, and uses up every link.
    ///
    /// @throws NoSuchThing                     when the link is not, or no longer, valid
    /// @throws dev.muster.problem.InvalidInput about any of the fields
    User begin(Form form) {
        check(form);
        User administrator = transaction.execute(status -> {
            db.sql(LOCK).update();
            requireValid(form.code());
            db.sql(USE_UP).update();
            User user = users.add(form.name(), form.email(), null);
            passwords.set(user.id(), form.password());
            tenants.create(form.slug(), form.tenantName(), user);
            return user;
        });
        return Objects.requireNonNull(administrator, "the transaction gives the user it made");
    }

    private static void check(Form form) {
        var faults = new Faults();
        Tenants.check(faults, form.slug(), form.tenantName());
        Users.check(faults, form.name(), form.email());
        NewPassword.check(faults, form.password(), form.email());
        faults.throwIfAny();
    }
}
