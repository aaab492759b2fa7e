package dev.muster.setup;

import dev.muster.connector.Check;
import dev.muster.connector.Secret;
import dev.muster.connector.Setting;
import dev.muster.integration.Catalogue;
import dev.muster.integration.ConfigurationDraft;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.setup.ConfigurePage.Field;
import dev.muster.signin.Proofs;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Configure and Integrate: what to connect with, tried before it is saved.
@Controller
@Does(Action.RUN_INTEGRATION)
@RequestMapping("/t/{tenant}/integrations/{id}")
class ConfigurePages {
    private static final String TITLE = "Configure and Integrate";
    private static final String REFUSED =
            "%s, so nothing was saved. Saved all the same, every sync fails until this works. To do that, paste the credential again and choose Save anyway.";

    private final Integrations integrations;
    private final Configurations configurations;
    private final Catalogue catalogue;
    private final IntegrationHeads heads;
    private final Proofs proofs;
    private final Clock clock;

    ConfigurePages(
            Integrations integrations,
            Configurations configurations,
            Catalogue catalogue,
            IntegrationHeads heads,
            Proofs proofs,
            Clock clock) {
        this.integrations = integrations;
        this.configurations = configurations;
        this.catalogue = catalogue;
        this.heads = heads;
        this.proofs = proofs;
        this.clock = clock;
    }

    /// What a look at the form adds to what is saved.
    private record Attempt(
            @Nullable ConfigurationDraft draft,
            Map<String, String> faults,
            @Nullable TestResult test,
            @Nullable String warning,
            @Nullable String conflict) {
        static final Attempt NONE = new Attempt(null, Map.of(), null, null, null);

        HttpStatus status() {
            return faults.isEmpty() && warning == null && conflict == null
                    ? HttpStatus.OK
                    : HttpStatus.UNPROCESSABLE_CONTENT;
        }
    }

    @GetMapping("/configure")
    ModelAndView form(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        Current current = managed(access, id);
        if (current.integration().isBrought()) {
            return new ModelAndView("redirect:/t/%s/integrations/%s/upload"
                    .formatted(access.tenant().slug(), id));
        }
        return page(access, request, current, Attempt.NONE);
    }

    @PostMapping("/test")
    ModelAndView test(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment) {
        Current current = managed(access, id);
        ConfigurationDraft draft = draft(current.integration(), form);
        try {
            TestResult result = tested(access, current.integration(), draft);
            return fragment
                    ? new ModelAndView("setup/testResult", Map.of("test", result, "fragment", true))
                    : page(access, request, current, new Attempt(draft, Map.of(), result, null, null));
        } catch (InvalidInput input) {
            return fragment
                    ? new ModelAndView(
                            "setup/testResult", Map.of("test", unasked(current.integration(), input), "fragment", true))
                    : page(access, request, current, new Attempt(draft, input.faults(), null, null, null));
        }
    }

    @PostMapping("/configure")
    ModelAndView save(
            TenantAccess access,
            HttpServletRequest request,
            RedirectAttributes after,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String anyway) {
        Current current = managed(access, id);
        ConfigurationDraft draft = draft(current.integration(), form);
        if (!draft.secrets().isEmpty()) {
            proofs.requireFresh(request);
        }
        try {
            if (!anyway.equals(asked(current.integration(), draft).identity(current.integration()))) {
                TestResult result = tested(access, current.integration(), draft);
                if (result.check() instanceof Check.Refused refused) {
                    String warning = REFUSED.formatted(refused.problem().what());
                    return page(access, request, current, new Attempt(draft, Map.of(), result, warning, null));
                }
            }
            configurations.save(access, current.integration().id(), version, draft);
            after.addFlashAttribute(Notice.KEY, Notice.done("Saved. The sync starts at once."));
            return new ModelAndView("redirect:" + address(access, id));
        } catch (InvalidInput input) {
            return page(access, request, current, new Attempt(draft, input.faults(), null, null, null));
        } catch (Conflict conflict) {
            Current newest = integrations.get(access.id(), current.integration().id());
            return page(access, request, newest, new Attempt(draft, Map.of(), null, null, conflict.getMessage()));
        }
    }

    private Current managed(TenantAccess access, UUID id) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        current.integration().requireManagedBy(access);
        return current;
    }

    private TestResult tested(TenantAccess access, Integration integration, ConfigurationDraft draft) {
        Check check = configurations.test(access, integration.id(), draft);
        return new TestResult(
                check,
                heads.moment(integration, clock.instant()),
                endsIn(integration, asked(integration, draft)),
                asked(integration, draft).identity(integration));
    }

    /// A form that could not even be tried, shown in the place of a result.
    private TestResult unasked(Integration integration, InvalidInput input) {
        return TestResult.unasked(
                String.join(". ", input.faults().values()), heads.moment(integration, clock.instant()));
    }

    private ConfigurationDraft asked(Integration integration, ConfigurationDraft draft) {
        return draft.thatMatters(catalogue.describe(integration));
    }

    private static @Nullable String endsIn(Integration integration, ConfigurationDraft draft) {
        String ending = draft.secrets().values().stream()
                .findFirst()
                .map(Secret::lastFour)
                .orElseGet(() -> integration.credentials().stream()
                        .findFirst()
                        .map(Integration.SavedCredential::lastFour)
                        .orElse(""));
        return ending.isEmpty() ? null : ending;
    }

    private ConfigurationDraft draft(Integration integration, MultiValueMap<String, String> form) {
        Map<String, String> choices = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        for (Setting setting : catalogue.describe(integration).settings()) {
            String typed = first(form, setting.id());
            switch (setting) {
                case Setting.Choice choice when !typed.isEmpty() -> choices.put(choice.id(), typed);
                // A box that is not ticked sends nothing.
                case Setting.Several several ->
                    choices.put(several.id(), String.join(",", form.getOrDefault(several.id(), List.of())));
                case Setting.Text text -> choices.put(text.id(), typed);
                case Setting.SecretText secret when !typed.isEmpty() -> secrets.put(secret.id(), Secret.of(typed));
                case Setting.Choice unanswered -> {}
                case Setting.SecretText kept -> {}
            }
        }
        return new ConfigurationDraft(choices, secrets, first(form, "dailyAt"), first(form, "zone"));
    }

    private static String first(MultiValueMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.getFirst(name), "");
    }

    private ModelAndView page(TenantAccess access, HttpServletRequest request, Current current, Attempt attempt) {
        Integration saved = current.integration();
        ConfigurationDraft draft = attempt.draft();
        String zone = draft == null ? saved.timeZone().getId() : draft.timeZone();
        var view = new ConfigurePage(
                saved.id().value().toString(),
                saved.name(),
                heads.standing(access, current).badge(),
                fields(saved, draft),
                draft == null ? saved.dailyAt().toString() : draft.dailyAt(),
                zone,
                ZoneId.getAvailableZoneIds().stream().sorted().toList(),
                heads.momentOrNone(saved, current.status().nextRunAt()),
                zoneFault(attempt.faults()),
                saved.version(),
                saved.isConfigured(),
                attempt.test(),
                attempt.warning(),
                attempt.conflict());
        return new ModelAndView(
                "setup/configure",
                Map.of("page", heads.page(access, request, current, TITLE, Crumb.of(TITLE)), "view", view),
                attempt.status());
    }

    /// The form calls the time zone `zone`.
    private static Map<String, String> zoneFault(Map<String, String> faults) {
        Map<String, String> renamed = new HashMap<>(faults);
        String zone = renamed.remove("timeZone");
        if (zone != null) {
            renamed.put("zone", zone);
        }
        return renamed;
    }

    private List<Field> fields(Integration saved, @Nullable ConfigurationDraft draft) {
        return ConfigureFields.of(
                catalogue.describe(saved).settings(), draft == null ? saved.choices() : draft.choices(), saved);
    }

    static String address(TenantAccess access, UUID id) {
        return "/t/%s/integrations/%s".formatted(access.tenant().slug(), id);
    }
}
