package dev.muster.setup;

import dev.muster.api.Listing;
import dev.muster.connector.Check;
import dev.muster.connector.Description;
import dev.muster.connector.Secret;
import dev.muster.connector.Setting;
import dev.muster.database.TenantId;
import dev.muster.integration.Catalogue;
import dev.muster.integration.ConfigurationDraft;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Integrations over REST: the same acts as on the pages, with the same checks.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/integrations")
class IntegrationsApi {
    private static final String ACCESS_TOKEN = "access_token";
    private static final String REGION = "region";

    private final Integrations integrations;
    private final Configurations configurations;
    private final Catalogue catalogue;
    private final Members members;

    IntegrationsApi(Integrations integrations, Configurations configurations, Catalogue catalogue, Members members) {
        this.integrations = integrations;
        this.configurations = configurations;
        this.catalogue = catalogue;
        this.members = members;
    }

    /// What to add or change. On a change, what is left out stays.
    ///
    /// @param application     id of a connector; only when adding
    /// @param name            when left out on adding, the application's own name
    /// @param owner           e-mail or id of a member of the tenant
    /// @param secondaryOwners e-mails or ids
    /// @param holdPercent     hold a run that would end more than this share of the accounts, groups or grants
    /// @param holdMinimum     and more than this many
    /// @param version         the version that was read; when left out, the newest
    /// @param settings        what is asked for on adding, where data is brought: `promise`
    record IntegrationBody(
            @Nullable String application,
            @Nullable String name,
            @Nullable String description,
            @Nullable String owner,
            @Nullable List<String> secondaryOwners,
            @Nullable Integer holdPercent,
            @Nullable Integer holdMinimum,
            @Nullable Integer version,
            @Nullable Map<String, String> settings) {}

    /// What to connect with.
    ///
    /// @param accessToken   write-only; when left out, the saved one stays. Short for the secret `access_token`
    /// @param region        `us`, `eu` or an address the operator allows. Short for the setting `region`
    /// @param settings      answers to choices and texts by setting id; what is left out stays, what does not count
    ///                      with the others is refused
    /// @param secrets       write-only, by setting id; what is left out stays, what does not count is refused
    /// @param dailyAt       `HH:MM`
    /// @param timeZone      `Europe/Oslo`
    /// @param acceptRefused save although the application refuses the credential now
    /// @param version       the version that was read; when left out, the newest
    record ConfigurationBody(
            @Nullable String accessToken,
            @Nullable String region,
            @Nullable Map<String, @Nullable String> settings,
            @Nullable Map<String, @Nullable String> secrets,
            @Nullable String dailyAt,
            @Nullable String timeZone,
            @Nullable Boolean acceptRefused,
            @Nullable Integer version) {

        ConfigurationDraft draft(Integration saved) {
            return new ConfigurationDraft(
                    answers(saved),
                    typedSecrets(),
                    dailyAt == null ? saved.dailyAt().toString() : dailyAt,
                    timeZone == null ? saved.timeZone().getId() : timeZone);
        }

        GivenAnswers given() {
            Set<String> answered = new LinkedHashSet<>(settings == null ? Set.of() : settings.keySet());
            if (region != null) {
                answered.add(REGION);
            }
            Set<String> typed = new LinkedHashSet<>(secrets == null ? Set.of() : secrets.keySet());
            if (accessToken != null) {
                typed.add(ACCESS_TOKEN);
            }
            return new GivenAnswers(answered, typed);
        }

        private Map<String, String> answers(Integration saved) {
            Map<String, String> answers = new HashMap<>(saved.choices());
            if (settings != null) {
                settings.forEach((id, answer) -> answers.put(id, Objects.requireNonNullElse(answer, "")));
            }
            if (region != null) {
                answers.put(REGION, region);
            }
            return answers;
        }

        private Map<String, Secret> typedSecrets() {
            Map<String, Secret> typed = new HashMap<>();
            if (secrets != null) {
                secrets.forEach((id, secret) -> put(typed, id, secret));
            }
            put(typed, ACCESS_TOKEN, accessToken);
            return typed;
        }

        private static void put(Map<String, Secret> typed, String id, @Nullable String secret) {
            if (secret != null && !secret.isEmpty()) {
                typed.put(id, Secret.of(secret));
            }
        }

        @Override
        public String toString() {
            return "ConfigurationBody[region=%s, settings=%s, dailyAt=%s, timeZone=%s]"
                    .formatted(region, settings, dailyAt, timeZone);
        }
    }

    @GetMapping
    @Does(Action.SEE)
    Listing<IntegrationJson> list(TenantAccess access) {
        Map<UserId, Member> people = people(access.id());
        return new Listing<>(
                integrations.of(access.id()).stream()
                        .map(standing -> IntegrationJson.of(standing, people))
                        .toList(),
                null);
    }

    @PostMapping
    @Does(Action.ADD_INTEGRATION)
    @ResponseStatus(HttpStatus.CREATED)
    IntegrationJson add(TenantAccess access, @RequestBody IntegrationBody body) {
        if (body.application() == null) {
            throw new InvalidInput(Map.of(
                    "application",
                    "Say which application, such as "
                            + catalogue.applications().getFirst().id()));
        }
        IntegrationDraft draft = new IntegrationDraft(
                body.name() == null ? catalogue.describe(body.application()).name() : body.name(),
                Objects.requireNonNullElse(body.description(), ""),
                body.owner() == null ? null : person(access.id(), body.owner()),
                people(access.id(), body.secondaryOwners(), List.of()),
                holdLimit(body, HoldLimit.USUAL));
        return get(
                access,
                integrations
                        .add(access, body.application(), draft, Objects.requireNonNullElse(body.settings(), Map.of()))
                        .value());
    }

    @GetMapping("/{id}")
    @Does(Action.SEE)
    IntegrationJson get(TenantAccess access, @PathVariable UUID id) {
        return IntegrationJson.of(integrations.get(access.id(), new IntegrationId(id)), people(access.id()));
    }

    @PatchMapping("/{id}")
    @Does(Action.RUN_INTEGRATION)
    IntegrationJson change(TenantAccess access, @PathVariable UUID id, @RequestBody IntegrationBody body) {
        var integration = new IntegrationId(id);
        Integration before = integrations.get(access.id(), integration).integration();
        IntegrationDraft draft = new IntegrationDraft(
                Objects.requireNonNullElse(body.name(), before.name()),
                Objects.requireNonNullElse(body.description(), before.description()),
                body.owner() == null ? before.primaryOwner() : person(access.id(), body.owner()),
                people(access.id(), body.secondaryOwners(), before.secondaryOwners()),
                holdLimit(body, before.holdLimit()));
        integrations.change(access, integration, Objects.requireNonNullElse(body.version(), before.version()), draft);
        return get(access, id);
    }

    /// @param confirm the integration's name, so that none is deleted by mistake
    @DeleteMapping("/{id}")
    @Does(Action.DELETE_INTEGRATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(TenantAccess access, @PathVariable UUID id, @RequestParam(defaultValue = "") String confirm) {
        integrations.delete(access, new IntegrationId(id), confirm);
    }

    @PutMapping("/{id}/configuration")
    @Does(Action.RUN_INTEGRATION)
    IntegrationJson configure(TenantAccess access, @PathVariable UUID id, @RequestBody ConfigurationBody body) {
        var integration = new IntegrationId(id);
        Integration before = integrations.get(access.id(), integration).integration();
        int version = Objects.requireNonNullElse(body.version(), before.version());
        inWordsOfTheBody(() -> {
            requireFaultless(access, before, body);
            if (!before.isBrought() && !Boolean.TRUE.equals(body.acceptRefused())) {
                requireWorks(
                        configurations.test(access, integration, body.draft(before)),
                        credentialField(before, body.draft(before)));
            }
            configurations.save(access, integration, version, body.draft(before));
            return integration;
        });
        return get(access, id);
    }

    @PostMapping("/{id}/test")
    @Does(Action.RUN_INTEGRATION)
    CheckJson test(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable ConfigurationBody body) {
        var integration = new IntegrationId(id);
        Integration saved = integrations.get(access.id(), integration).integration();
        ConfigurationBody draft =
                body == null ? new ConfigurationBody(null, null, null, null, null, null, null, null) : body;
        return CheckJson.of(inWordsOfTheBody(() -> {
            requireFaultless(access, saved, draft);
            return configurations.test(access, integration, draft.draft(saved));
        }));
    }

    @PostMapping("/{id}/pause")
    @Does(Action.RUN_INTEGRATION)
    IntegrationJson pause(TenantAccess access, @PathVariable UUID id) {
        integrations.pause(access, new IntegrationId(id));
        return get(access, id);
    }

    @PostMapping("/{id}/resume")
    @Does(Action.RUN_INTEGRATION)
    IntegrationJson resume(TenantAccess access, @PathVariable UUID id) {
        integrations.resume(access, new IntegrationId(id));
        return get(access, id);
    }

    /// Faults are found by the settings of the connector; who sent a body knows its fields.
    private static <T> T inWordsOfTheBody(Supplier<T> act) {
        try {
            return act.get();
        } catch (InvalidInput input) {
            Map<String, String> faults = new LinkedHashMap<>();
            input.faults()
                    .forEach((field, fault) -> faults.put(field.equals(ACCESS_TOKEN) ? "accessToken" : field, fault));
            throw new InvalidInput(faults);
        }
    }

    /// All that is wrong with a body at once: what does not count, and what is not well-formed.
    private void requireFaultless(TenantAccess access, Integration saved, ConfigurationBody body) {
        saved.requireManagedBy(access);
        Description application = catalogue.describe(saved);
        ConfigurationDraft draft = body.draft(saved);
        draft.requireFaultless(
                application,
                saved,
                body.given().faults(application, draft.thatMatters(application).choices()));
    }

    /// The first secret that matters.
    private String credentialField(Integration integration, ConfigurationDraft draft) {
        Description application = catalogue.describe(integration);
        Map<String, String> answers = draft.thatMatters(application).choices();
        return application.settings().stream()
                .filter(setting -> setting instanceof Setting.SecretText && setting.matters(answers))
                .findFirst()
                .map(Setting::id)
                .orElse(ACCESS_TOKEN);
    }

    private static void requireWorks(Check check, String field) {
        if (check instanceof Check.Refused refused) {
            throw new InvalidInput(Map.of(
                    field,
                    "%s. Nothing was saved; send acceptRefused to save it all the same."
                            .formatted(refused.problem().message())));
        }
    }

    private static HoldLimit holdLimit(IntegrationBody body, HoldLimit before) {
        return new HoldLimit(
                Objects.requireNonNullElse(body.holdPercent(), before.percent()),
                Objects.requireNonNullElse(body.holdMinimum(), before.minimum()));
    }

    private Map<UserId, Member> people(TenantId tenant) {
        return members.of(tenant).stream().collect(Collectors.toMap(Member::user, Function.identity()));
    }

    private List<UserId> people(TenantId tenant, @Nullable List<String> named, List<UserId> otherwise) {
        if (named == null) {
            return otherwise;
        }
        List<UserId> people = new ArrayList<>();
        named.forEach(name -> people.add(person(tenant, name)));
        return people;
    }

    /// A member by e-mail or id. Somebody who is not one gets an id nobody has, and the draft's own check says
    /// so.
    private UserId person(TenantId tenant, String named) {
        Optional<Member> member = members.of(tenant).stream()
                .filter(known -> known.email().equalsIgnoreCase(named.strip())
                        || known.user().value().toString().equals(named.strip()))
                .findFirst();
        return member.map(Member::user).orElse(new UserId(new UUID(0, 0)));
    }
}
