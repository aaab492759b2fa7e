package dev.muster.mail;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where the rest of Muster posts its mails. The demo, which has no mail server, keeps them to be read instead. A mail is sent if, and only if, the transaction it was written in is
/// committed; soon after that, or again and again for a day while the mail server does not take it. Safe for many
/// threads.
@Component
public class Mails {
    private static final int SHOWN = 50;

    private final Smtp smtp;
    private final boolean kept;
    private final MailStore store;
    private final TenantTransactions transactions;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Mails(
            Smtp smtp,
            MailSettings settings,
            MailStore store,
            TenantTransactions transactions,
            ObjectProvider<Scheduler> scheduler,
            Clock clock) {
        this.smtp = smtp;
        this.kept = settings.kept();
        this.store = store;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// Whether mails can be posted: the operator named a mail server, or the demo keeps them.
    public boolean areSent() {
        return kept || smtp.from().isPresent();
    }

    /// Whether mails are kept to be read instead of being sent.
    public boolean areKept() {
        return kept;
    }

    /// The address that mails come from; none when Muster sends no mail.
    public Optional<String> from() {
        return smtp.from();
    }

    /// Posts a mail, in the caller's transaction of the tenant.
    ///
    /// @param tenant whose business it is; of a sign-in, any that it belongs to
    /// @throws IllegalStateException when Muster sends no mail: ask [#areSent] first
    public void post(TenantId tenant, Mail mail) {
        if (!areSent()) {
            throw new IllegalStateException("No mail server is named, so nothing can be posted: " + mail);
        }
        UUID id = UUID.randomUUID();
        if (kept) {
            store.keep(tenant, id, mail, clock.instant());
        } else {
            send(tenant, id, mail);
        }
    }

    private void send(TenantId tenant, UUID id, Mail mail) {
        store.put(tenant, id, mail, clock.instant());
        Scheduler client = scheduler.getObject();
        client.scheduleIfNotExists(new TaskInstance<>(MailTask.NAME, tenant.value() + "/" + id), clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                client.triggerCheckForDueExecutions();
            }
        });
    }

    /// What became of the tenant's newest mails, at most 50 of the last 30 days; where they are kept, with those that are
    /// between Muster and a sign-in.
    public List<SentMail> newest(TenantId tenant) {
        List<Mail.About> shown = Stream.of(Mail.About.values())
                .filter(about -> kept || about.isOfTenant())
                .toList();
        return transactions.read(tenant, () -> store.newest(tenant, shown, SHOWN));
    }

    /// A mail that was kept instead of being sent; none where mails are sent, whatever became of it.
    public Optional<Mail> kept(TenantId tenant, UUID id) {
        return kept ? transactions.read(tenant, () -> store.kept(tenant, id)) : Optional.empty();
    }
}
