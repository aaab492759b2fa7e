package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantTransactions;
import dev.muster.edge.MusterUrl;
import dev.muster.mail.Mail;
import dev.muster.mail.Mails;
import dev.muster.request.BrowserName;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// The mail that tells somebody that their sign-in was used from a browser it was not used from before.
@Component
class NewBrowserMail {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final String TEXT = """
            Hello %s,

            your sign-in for Muster with the e-mail %s was used from a browser that is new to it:

            When: %s
            From: %s
            Browser: %s

            If that was you, there is nothing to do. If not, change your password at once, which ends all other sessions:
            %s
            """;

    private final Mails mails;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final MusterUrl url;
    private final Clock clock;

    NewBrowserMail(Mails mails, Tenants tenants, TenantTransactions transactions, MusterUrl url, Clock clock) {
        this.mails = mails;
        this.tenants = tenants;
        this.transactions = transactions;
        this.url = url;
        this.clock = clock;
    }

    /// Posts it, where Muster sends mail and the sign-in belongs to a tenant.
    ///
    /// @param request of the sign-in
    void post(User user, HttpServletRequest request) {
        if (mails.areSent()) {
            tenants.ofUser(user.id()).stream()
                    .map(Membership::tenant)
                    .findFirst()
                    .ifPresent(tenant -> transactions.write(
                            tenant.id(), () -> mails.post(tenant.id(), mail(user, tenant, request))));
        }
    }

    private Mail mail(User user, Tenant tenant, HttpServletRequest request) {
        String text = TEXT.formatted(
                user.name(),
                user.email(),
                MINUTE.format(clock.instant().atOffset(UTC)),
                request.getRemoteAddr(),
                BrowserName.of(request.getHeader(HttpHeaders.USER_AGENT)),
                url.absolute("/t/%s/security".formatted(tenant.slug()), ""));
        return new Mail(Mail.About.NEW_BROWSER, user.email(), "A new sign-in for Muster", text);
    }
}
