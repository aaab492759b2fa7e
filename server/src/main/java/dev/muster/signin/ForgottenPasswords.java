package dev.muster.signin;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends whoever forgot a password a link for a new one, to the address of their sign-in. Anybody may ask, so the asker
/// learns nothing: the work is done after the answer, by one thread, and neither what is said nor how long it takes
/// depends on whether the address is known. Safe for many threads.
@Component
class ForgottenPasswords {
    private static final Logger log = LoggerFactory.getLogger(ForgottenPasswords.class);
    private static final int WAITING = 200;

    private final PasswordMail mail;
    private final PasswordLinks links;
    private final Users users;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Throttle throttle;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("forgotten-password").factory());

    ForgottenPasswords(
            PasswordMail mail,
            PasswordLinks links,
            Users users,
            Tenants tenants,
            TenantTransactions transactions,
            AuditTrail audit,
            Throttle throttle) {
        this.mail = mail;
        this.links = links;
        this.users = users;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.throttle = throttle;
        worker.allowCoreThreadTimeOut(true);
    }

    /// Whether a link can be sent.
    boolean canBeAskedFor() {
        return mail.isSent();
    }

    /// Takes note of the question and returns at once. Ten in 15 minutes from one network address are looked at; a
    /// sign-in gets a mail every five minutes at most.
    void ask(String email, String address) {
        try {
            worker.execute(() -> answer(email, address));
        } catch (RejectedExecutionException full) {
            log.warn("A forgotten password was not looked at, because {} others wait", WAITING);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private void answer(String email, String address) {
        try {
            var slot = new Throttle.Slot(UUID.randomUUID(), "forgotten " + address, null);
            if (throttle.take(slot).isEmpty()) {
                users.byEmail(email).forEach(this::send);
            }
        } catch (RuntimeException failed) {
            log.error("A link for a forgotten password was not sent; whoever waits for it can ask again", failed);
        }
    }

    /// A sign-in that belongs nowhere opens nothing, and gets no link.
    private void send(User user) {
        List<TenantId> everywhere = tenants.ofUser(user.id()).stream()
                .map(Membership::tenant)
                .map(Tenant::id)
                .toList();
        if (everywhere.isEmpty()) {
            return;
        }
        TenantId first = everywhere.getFirst();
        boolean posted = transactions.write(
                first,
                () -> links.makeForMail(user.id())
                        .map(link ->
                                mail.post(first, user, link, "somebody said at the sign-in page that you forgot yours"))
                        .orElse(false));
        if (posted) {
            everywhere.forEach(tenant -> transactions.write(
                    tenant,
                    () -> audit.record(
                            tenant,
                            Actor.STRANGER,
                            "member.password_link_mailed",
                            "%s <%s>".formatted(user.name(), user.email()),
                            Map.of())));
        }
    }
}
