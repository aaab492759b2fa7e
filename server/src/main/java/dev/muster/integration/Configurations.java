package dev.muster.integration;

import dev.muster.audit.AuditTrail;
import dev.muster.audit.Circumstances;
import dev.muster.audit.Outcome;
import dev.muster.connector.Check;
import dev.muster.connector.Configuration;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.Problem;
import dev.muster.connector.Secret;
import dev.muster.connector.Setting;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.ConfigurationDraft.Checked;
import dev.muster.integration.Integration.SavedCredential;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.secret.CannotOpen;
import dev.muster.secret.Seal;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// What an integration connects with: trying it, saving it, opening it for a run.
@Service
public class Configurations {
    private static final Deadline PATIENCE = new Deadline(Duration.ofSeconds(20));

    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final IntegrationStore store;
    private final IntegrationStates states;
    private final Catalogue catalogue;
    private final EarlierCredentials earlier;
    private final Seal seal;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Configurations(
            TenantTransactions transactions,
            Integrations integrations,
            IntegrationStore store,
            IntegrationStates states,
            Catalogue catalogue,
            EarlierCredentials earlier,
            Seal seal,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.store = store;
        this.states = states;
        this.catalogue = catalogue;
        this.earlier = earlier;
        this.seal = seal;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// Tries a draft against the application, at most 20 seconds, saving nothing.
    ///
    /// @throws InvalidInput with every fault of the draft
    public Check test(TenantAccess access, IntegrationId id, ConfigurationDraft draft) {
        Integration integration = integrations.get(access.id(), id).integration();
        integration.requireManagedBy(access);
        Checked checked = draft.check(catalogue.describe(integration), integration);
        Configuration configuration = assemble(access.id(), integration, checked.choices(), checked.secrets());
        Check check = catalogue.connector(integration.application()).check(configuration, PATIENCE);
        transactions.write(access.id(), () -> recordTest(access, integration, check));
        return check;
    }

    private void recordTest(TenantAccess access, Integration integration, Check check) {
        Problem problem = check instanceof Check.Refused refused ? refused.problem() : null;
        audit.record(
                access.id(),
                access.actor(),
                "integration.tested",
                integration.name(),
                Map.of(
                        "integration",
                        integration.id().value().toString(),
                        "result",
                        problem == null ? "it works" : problem.cause().name().toLowerCase(Locale.ROOT)),
                new Circumstances(problem == null ? Outcome.DONE : Outcome.FAILED, audit.origin()));
    }

    /// Saves a draft and asks for a sync. The credential saved before is replaced only now, and kept until a sync has
    /// read with the new one: [EarlierCredentials] leads back to it.
    ///
    /// @param version the version the asker saw
    /// @throws InvalidInput with every fault of the draft
    /// @throws Conflict     when somebody else saved since; nothing was changed
    public void save(TenantAccess access, IntegrationId id, int version, ConfigurationDraft draft) {
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Integration before = integrations.locked(access, id);
            Checked checked = draft.check(catalogue.describe(before), before);
            if (isAlready(before, checked)) {
                return;
            }
            if (!store.updateConfiguration(access.id(), changed(access, before, version, checked))) {
                requireSaved(integrations.find(key), checked);
                return;
            }
            checked.secrets().forEach((field, secret) -> putSecret(access, key, field, secret));
            useless(before, checked).forEach(field -> store.deleteSecret(key, field));
            if (catalogue.brought(before.application()).isPresent()) {
                states.promised(key, clock.instant());
            } else {
                states.configured(key, clock.instant().minus(OldCredentials.OLD));
                events.publishEvent(new IntegrationConfigured(key, access.userName()));
            }
            audit.record(access.id(), access.actor(), "integration.configured", before.name(), facts(before, checked));
        });
    }

    /// Keeps what the data looks like that is brought to an integration.
    ///
    /// @param form in words of its connector
    public void keepForm(TenantAccess access, IntegrationId id, String form) {
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Integration before = integrations.locked(access, id);
            if (form.equals(before.form())) {
                return;
            }
            store.putForm(key, form, clock.instant(), access.userName());
            audit.record(
                    access.id(),
                    access.actor(),
                    "integration.columns",
                    before.name(),
                    Map.of(
                            "integration",
                            id.value().toString(),
                            "before",
                            before.form() == null ? "none" : before.form(),
                            "columns",
                            form));
        });
    }

    /// The saved configuration with its credentials opened, for a run.
    ///
    /// @throws CannotOpen when a credential does not open with this server's master key
    public Configuration open(TenantId tenant, Integration integration) {
        Map<String, String> answers = Answers.thatMatter(catalogue.describe(integration), integration.choices());
        earlier.used(integration.key(tenant));
        return transactions.read(tenant, () -> assemble(tenant, integration, answers, Map.of()));
    }

    private Configuration assemble(
            TenantId tenant, Integration integration, Map<String, String> choices, Map<String, Secret> typed) {
        Map<String, Secret> secrets = new HashMap<>(typed);
        Description application = catalogue.describe(integration);
        for (Setting setting : application.settings()) {
            if (setting instanceof Setting.SecretText
                    && setting.matters(choices)
                    && !secrets.containsKey(setting.id())) {
                secrets.put(setting.id(), openSaved(tenant, integration, setting.id()));
            }
        }
        return new Configuration(choices, secrets);
    }

    private Secret openSaved(TenantId tenant, Integration integration, String field) {
        byte[] sealed = transactions.read(
                tenant,
                () -> store.sealed(integration.key(tenant), field)
                        .orElseThrow(() -> new IllegalStateException("Integration %s has no saved %s"
                                .formatted(integration.id().value(), field))));
        return seal.open(tenant, integration.id().value(), field, sealed);
    }

    private void putSecret(TenantAccess access, IntegrationKey integration, String field, Secret secret) {
        byte[] sealed = seal.seal(integration.tenant(), integration.id().value(), field, secret);
        store.putSecret(
                integration,
                new SavedCredential(
                        field, secret.lastFour(), secret.fingerprint(), clock.instant(), access.userName(), null, null),
                sealed);
    }

    private Integration changed(TenantAccess access, Integration before, int version, Checked checked) {
        return new Integration(
                before.id(),
                before.application(),
                before.name(),
                before.description(),
                before.primaryOwner(),
                before.secondaryOwners(),
                checked.choices(),
                before.form(),
                before.credentials(),
                checked.dailyAt(),
                checked.timeZone(),
                before.holdLimit(),
                version,
                clock.instant(),
                access.userName());
    }

    /// A second click on Save says the same again: it is done, not a conflict, and starts no second sync.
    private static boolean isAlready(Integration saved, Checked checked) {
        return saved.isConfigured()
                && saved.choices().equals(checked.choices())
                && saved.dailyAt().equals(checked.dailyAt())
                && saved.timeZone().equals(checked.timeZone())
                && useless(saved, checked).isEmpty()
                && checked.secrets().entrySet().stream()
                        .allMatch(typed -> saved.credential(typed.getKey())
                                .filter(known -> known.fingerprint()
                                        .equals(typed.getValue().fingerprint()))
                                .isPresent());
    }

    private static void requireSaved(Integration now, Checked checked) {
        if (!isAlready(now, checked)) {
            throw Integrations.savedByAnother(now);
        }
    }

    /// Saved secrets that no setting asks for any more.
    private static List<String> useless(Integration saved, Checked checked) {
        return saved.credentials().stream()
                .map(SavedCredential::field)
                .filter(field -> !checked.neededSecrets().contains(field))
                .toList();
    }

    private static Map<String, String> facts(Integration before, Checked checked) {
        Map<String, String> facts = new HashMap<>(checked.choices());
        facts.put("integration", before.id().value().toString());
        facts.put("dailyAt", checked.dailyAt().toString());
        facts.put("timeZone", checked.timeZone().getId());
        if (before.isConfigured()) {
            facts.put("before", described(before));
        }
        checked.secrets().forEach((field, secret) -> facts.put(field, "replaced, fingerprint " + secret.fingerprint()));
        useless(before, checked).forEach(field -> facts.put(field, "deleted, not needed any more"));
        return facts;
    }

    private static String described(Integration integration) {
        return "daily at %s %s; %s"
                .formatted(
                        integration.dailyAt(),
                        integration.timeZone().getId(),
                        integration.choices().entrySet().stream()
                                .map(choice -> choice.getKey() + " " + choice.getValue())
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }
}
