package dev.muster.notice;

import dev.muster.edge.MusterUrl;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationNeedsPeople;
import dev.muster.integration.Integrations;
import dev.muster.mail.Mail;
import dev.muster.mail.Mails;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes to whoever answers for an integration when it begins to need people, in the transaction in which it does.
@Component
class IntegrationMails {
    private static final String SUBJECT = "%s (%s): %s";
    private static final String TEXT = """
            Hello %s,

            %s needs people: %s.

            %s: %s

            %s

            You get this mail because you answer for %s at %s. It is sent once, however long this lasts.
            """;

    private final Mails mails;
    private final Integrations integrations;
    private final Members members;
    private final Tenants tenants;
    private final MusterUrl url;

    IntegrationMails(Mails mails, Integrations integrations, Members members, Tenants tenants, MusterUrl url) {
        this.mails = mails;
        this.integrations = integrations;
        this.members = members;
        this.tenants = tenants;
        this.url = url;
    }

    @EventListener
    void write(IntegrationNeedsPeople alert) {
        IntegrationKey key = alert.integration();
        Optional<Tenant> tenant = mails.areSent() ? tenants.find(key.tenant()) : Optional.empty();
        if (tenant.isEmpty()) {
            return;
        }
        Integrations.Current current = integrations.get(key.tenant(), key.id());
        for (Member owner : recipients(key, current.integration())) {
            mails.post(key.tenant(), mail(owner, tenant.get(), current, alert.reason()));
        }
    }

    /// The owners; the Administrators where none of them is a member any more.
    private List<Member> recipients(IntegrationKey key, Integration integration) {
        List<Member> all = members.of(key.tenant());
        List<Member> owners = all.stream()
                .filter(member -> member.user().equals(integration.primaryOwner())
                        || integration.secondaryOwners().contains(member.user()))
                .toList();
        return owners.isEmpty()
                ? all.stream()
                        .filter(member -> member.role() == Role.ADMINISTRATOR)
                        .toList()
                : owners;
    }

    private Mail mail(Member owner, Tenant tenant, Integrations.Current current, IntegrationNeedsPeople.Reason reason) {
        Integration integration = current.integration();
        String address = "/t/%s/integrations/%s"
                .formatted(tenant.slug(), integration.id().value());
        return new Mail(
                Mail.About.INTEGRATION,
                owner.email(),
                SUBJECT.formatted(integration.name(), tenant.name(), reason.words()),
                TEXT.formatted(
                        owner.name(),
                        integration.name(),
                        reason.words(),
                        current.status().status().title(),
                        current.message(),
                        url.absolute(address, ""),
                        integration.name(),
                        tenant.name()));
    }
}
