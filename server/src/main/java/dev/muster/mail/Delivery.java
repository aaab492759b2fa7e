package dev.muster.mail;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.mail.MailStore.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.stereotype.Component;

/// Takes one waiting mail to the mail server, and notes what became of it. The server is spoken to outside of any
/// transaction, so a mail that was taken the moment before this process died is sent once more.
@Component
class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final int LONGEST_FAULT = 300;
    /// How long to wait before each further try. A mail that is not taken by then is given up.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12));

    private final MailStore store;
    private final TenantTransactions transactions;
    private final Smtp smtp;
    private final Clock clock;

    Delivery(MailStore store, TenantTransactions transactions, Smtp smtp, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.smtp = smtp;
        this.clock = clock;
    }

    /// @return how long to wait before it is tried again; none when it is done with
    Optional<Duration> deliver(TenantId tenant, UUID id) {
        Optional<Waiting> found = transactions.read(tenant, () -> store.waiting(tenant, id));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Waiting waiting = found.get();
        try {
            smtp.send(id, waiting.mail());
        } catch (MailException failed) {
            return refused(tenant, id, waiting, why(failed));
        }
        transactions.write(tenant, () -> store.sent(tenant, id, clock.instant()));
        return Optional.empty();
    }

    private Optional<Duration> refused(TenantId tenant, UUID id, Waiting waiting, String fault) {
        boolean last = waiting.tries() >= PAUSES.size();
        transactions.write(tenant, () -> {
            if (last) {
                store.giveUp(tenant, id, fault, clock.instant());
            } else {
                store.refused(tenant, id, fault);
            }
        });
        log.warn(
                "Mail {} of tenant {} ({}) was not sent: {}. {}",
                id,
                tenant.value(),
                waiting.mail().about().title(),
                fault,
                last ? "It is given up" : "It is tried again in " + PAUSES.get(waiting.tries()));
        return last ? Optional.empty() : Optional.of(PAUSES.get(waiting.tries()));
    }

    /// The innermost cause says what a mail server answered; the others wrap it.
    private static String why(MailException failed) {
        Throwable cause = failed;
        if (failed instanceof MailSendException send && send.getMessageExceptions().length > 0) {
            cause = send.getMessageExceptions()[0];
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        return said.substring(0, Math.min(LONGEST_FAULT, said.length()));
    }
}
