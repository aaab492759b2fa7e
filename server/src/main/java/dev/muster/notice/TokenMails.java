package dev.muster.notice;

import static java.time.ZoneOffset.UTC;

import dev.muster.edge.MusterUrl;
import dev.muster.mail.Mail;
import dev.muster.mail.Mails;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.token.ApiToken;
import dev.muster.token.TokenEnding;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes to whoever owns an API token, or answers for it, that it is about to end, in the transaction that tells of
/// it.
@Component
class TokenMails {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final String TEXT = """
            Hello %s,

            the API token %s of %s ends on %s. Calls with it are refused from then on.

            Whatever still uses it needs another one; make it here, and revoke the old one afterwards:
            %s

            You get this mail because %s. It comes 14 days before the end, and in the last day.
            """;

    private final Mails mails;
    private final Members members;
    private final Tenants tenants;
    private final MusterUrl url;

    TokenMails(Mails mails, Members members, Tenants tenants, MusterUrl url) {
        this.mails = mails;
        this.members = members;
        this.tenants = tenants;
        this.url = url;
    }

    @EventListener
    void write(TokenEnding ending) {
        if (mails.areSent()) {
            Tenant tenant = tenants.find(ending.tenant()).orElseThrow();
            members.find(tenant.id(), ending.token().owner())
                    .ifPresent(owner -> mails.post(tenant.id(), mail(tenant, owner, ending.token())));
        }
    }

    private Mail mail(Tenant tenant, Member owner, ApiToken token) {
        return new Mail(
                Mail.About.TOKEN,
                owner.email(),
                "The API token %s of %s is about to end".formatted(token.name(), tenant.name()),
                TEXT.formatted(
                        owner.name(),
                        token.name(),
                        tenant.name(),
                        MINUTE.format(token.expires().atOffset(UTC)),
                        url.absolute("/t/%s/settings/tokens".formatted(tenant.slug()), ""),
                        token.service() ? "you answer for this token" : "the token is yours"));
    }
}
