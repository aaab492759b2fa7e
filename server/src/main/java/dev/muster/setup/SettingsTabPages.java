package dev.muster.setup;

import dev.muster.connector.Setting;
import dev.muster.integration.Catalogue;
import dev.muster.integration.EarlierCredentials;
import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.setup.AddPage.Form;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.setup.SettingsPage.Limits;
import dev.muster.signin.Proofs;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The tab Settings of an integration: name, description and owners to change, the rest to read.
@Controller
@RequestMapping("/t/{tenant}/integrations/{id}/settings")
class SettingsTabPages {
    private final Integrations integrations;
    private final Catalogue catalogue;
    private final IntegrationHeads heads;
    private final OwnersForm owners;
    private final EarlierCredentials earlier;
    private final Proofs proofs;

    SettingsTabPages(
            Integrations integrations,
            Catalogue catalogue,
            IntegrationHeads heads,
            OwnersForm owners,
            EarlierCredentials earlier,
            Proofs proofs) {
        this.integrations = integrations;
        this.catalogue = catalogue;
        this.heads = heads;
        this.owners = owners;
        this.earlier = earlier;
        this.proofs = proofs;
    }

    @GetMapping
    @Does(Action.SEE)
    ModelAndView show(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        return page(
                access,
                request,
                current,
                form(current.integration()),
                limits(current.integration().holdLimit()),
                Map.of(),
                null);
    }

    @PostMapping
    @Does(Action.RUN_INTEGRATION)
    ModelAndView save(
            TenantAccess access,
            HttpServletRequest request,
            RedirectAttributes after,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(required = false) @Nullable List<String> secondary,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String holdPercent,
            @RequestParam(defaultValue = "") String holdMinimum,
            @RequestParam(defaultValue = "0") int version) {
        Current before = integrations.get(access.id(), new IntegrationId(id));
        var form = new Form(
                before.integration().application(),
                owner,
                secondary == null ? List.of() : secondary,
                name,
                description);
        var limits = new Limits(holdPercent, holdMinimum);
        try {
            IntegrationDraft draft = OwnersForm.draft(name, description, owner, secondary, holdLimit(limits));
            if (namesOthers(draft, before.integration())) {
                proofs.requireFresh(request);
            }
            integrations.change(access, before.integration().id(), version, draft);
            after.addFlashAttribute(Notice.KEY, Notice.done("Saved."));
            return new ModelAndView("redirect:" + ConfigurePages.address(access, id) + Tab.SETTINGS.path());
        } catch (InvalidInput input) {
            return page(access, request, before, form, limits, input.faults(), null);
        } catch (Conflict conflict) {
            Current newest = integrations.get(access.id(), before.integration().id());
            return page(access, request, newest, form, limits, Map.of(), conflict.getMessage());
        }
    }

    @PostMapping("/earlier-credential")
    @AsksAgain
    @Does(Action.RUN_INTEGRATION)
    String goBack(
            TenantAccess access,
            RedirectAttributes after,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String field) {
        earlier.goBack(access, new IntegrationId(id), field);
        after.addFlashAttribute(
                Notice.KEY, Notice.done("The earlier credential is in use again. The sync starts at once."));
        return "redirect:" + ConfigurePages.address(access, id) + Tab.SETTINGS.path();
    }

    private static boolean namesOthers(IntegrationDraft draft, Integration before) {
        return !before.primaryOwner().equals(draft.primaryOwner())
                || !Set.copyOf(before.secondaryOwners()).equals(Set.copyOf(draft.secondaryOwners()));
    }

    private static Limits limits(HoldLimit limit) {
        return new Limits(String.valueOf(limit.percent()), String.valueOf(limit.minimum()));
    }

    /// What is no number is out of bounds, which the draft's own check says.
    private static HoldLimit holdLimit(Limits typed) {
        return new HoldLimit(number(typed.percent()), number(typed.minimum()));
    }

    private static int number(String typed) {
        return typed.strip().matches("[0-9]{1,7}") ? Integer.parseInt(typed.strip()) : -1;
    }

    private static Form form(Integration integration) {
        return new Form(
                integration.application(),
                integration.primaryOwner().value().toString(),
                integration.secondaryOwners().stream()
                        .map(owner -> owner.value().toString())
                        .toList(),
                integration.name(),
                integration.description());
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            Current current,
            Form form,
            Limits limits,
            Map<String, String> faults,
            @Nullable String conflict) {
        Integration integration = current.integration();
        boolean manages = integration.isManagedBy(access);
        var view = new SettingsPage(
                heads.head(access, current),
                owners.person(access.id(), integration.primaryOwner()),
                integration.secondaryOwners().stream()
                        .map(owner -> owners.person(access.id(), owner))
                        .toList(),
                manages ? owners.people(access.id()) : List.of(),
                form,
                faults,
                integration.version(),
                conflict,
                integration.isConfigured()
                        ? integration.dailyAt() + " " + integration.timeZone().getId()
                        : null,
                choices(integration),
                limits,
                "%d %% and more than %,d"
                        .formatted(
                                integration.holdLimit().percent(),
                                integration.holdLimit().minimum()),
                manages ? credential(integration) : null);
        return new ModelAndView(
                "setup/settings",
                Map.of("page", heads.page(access, request, current, Tab.SETTINGS), "view", view),
                faults.isEmpty() && conflict == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Map<String, String> choices(Integration integration) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Setting setting : catalogue.describe(integration).settings()) {
            String answer = integration.choices().get(setting.id());
            if (answer != null) {
                choices.put(setting.label(), inWords(setting, answer));
            }
        }
        return choices;
    }

    private static String inWords(Setting setting, String answer) {
        return switch (setting) {
            case Setting.Choice choice -> label(choice.options(), answer);
            case Setting.Several several when several.chosen(answer).isEmpty() -> "Nothing";
            case Setting.Several several ->
                several.chosen(answer).stream()
                        .map(value -> label(several.options(), value))
                        .collect(Collectors.joining(", "));
            case Setting.Text text -> answer;
            case Setting.SecretText secret -> answer;
        };
    }

    private static String label(List<Setting.Option> options, String value) {
        return options.stream()
                .filter(option -> option.value().equals(value))
                .map(Setting.Option::label)
                .findFirst()
                .orElse(value);
    }

    private SettingsPage.@Nullable SavedCredential credential(Integration integration) {
        return integration.credentials().stream()
                .findFirst()
                .map(saved -> new SettingsPage.SavedCredential(
                        catalogue.settingLabel(integration.application(), saved.field()),
                        saved.lastFour(),
                        saved.fingerprint(),
                        null,
                        saved.setBy(),
                        heads.moment(integration, saved.setAt()),
                        heads.momentOrNone(integration, saved.usedAt()),
                        earlier(integration, saved)))
                .orElse(null);
    }

    private SettingsPage.@Nullable Earlier earlier(Integration integration, Integration.SavedCredential saved) {
        Integration.FormerCredential former = saved.former();
        return former == null
                ? null
                : new SettingsPage.Earlier(
                        saved.field(), former.lastFour(), former.setBy(), heads.moment(integration, former.setAt()));
    }
}
