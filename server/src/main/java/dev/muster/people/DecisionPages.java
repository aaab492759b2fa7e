package dev.muster.people;

import dev.muster.people.AccountDecisions.Decided;
import dev.muster.people.AccountDecisions.Wanted;
import dev.muster.people.DecidedAccounts.Found;
import dev.muster.people.DecisionPage.Before;
import dev.muster.problem.InvalidInput;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Crumb;
import dev.muster.web.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
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

/// The page on which it is decided whose an account is.
@Controller
@RequestMapping("/t/{tenant}/integrations/{id}/accounts/{account}/person")
class DecisionPages {
    private static final String TITLE = "Whose account it is";

    private final DecidedAccounts accounts;
    private final IntegrationHeads heads;

    DecisionPages(DecidedAccounts accounts, IntegrationHeads heads) {
        this.accounts = accounts;
        this.heads = heads;
    }

    /// @param decision to begin with, as lists of accounts propose it
    @GetMapping
    @Does(Action.SEE)
    ModelAndView ask(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String decision,
            @RequestParam(required = false) @Nullable String person) {
        Found found = accounts.find(access, id, account);
        Decided decided = found.decided();
        String chosen = decided == null
                ? AccountDecisions.Decision.MATCHED.word()
                : decided.decision().word();
        String linked = decided == null ? null : decided.person();
        return page(
                access,
                request,
                found,
                new Wanted(decision == null ? chosen : decision, person == null ? linked : person, ""),
                Map.of());
    }

    @PostMapping
    @Does(Action.DECIDE_ACCOUNTS)
    ModelAndView decide(
            TenantAccess access,
            HttpServletRequest request,
            RedirectAttributes next,
            @PathVariable UUID id,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String reason) {
        var wanted = new Wanted(decision, person, reason);
        Found found = accounts.find(access, id, account);
        try {
            accounts.decide(access, found, wanted);
        } catch (InvalidInput faulty) {
            ModelAndView again = page(access, request, found, wanted, faulty.faults());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        next.addFlashAttribute(
                Notice.KEY,
                Notice.done("Recorded whose account %s is."
                        .formatted(found.account().name())));
        return new ModelAndView(
                "redirect:/t/%s/people".formatted(access.tenant().slug()));
    }

    private ModelAndView page(
            TenantAccess access, HttpServletRequest request, Found found, Wanted wanted, Map<String, String> faults) {
        AccountAt account = found.account();
        Address at = Addresses.of(access, account.integration())
                .account(account.key().id());
        Decided decided = found.decided();
        var view = new DecisionPage(
                at.below("/person").toString(),
                at.toString(),
                account.name(),
                account.integration().name(),
                account.email() == null ? "" : account.email(),
                decided == null
                        ? null
                        : new Before(
                                DecisionPage.title(decided.decision(), decided.person()),
                                decided.reason(),
                                decided.by(),
                                heads.moment(account.integration(), decided.at())),
                wanted.decision() == null ? "" : wanted.decision(),
                wanted.person() == null ? "" : wanted.person(),
                wanted.reason() == null ? "" : wanted.reason(),
                access.may(Action.DECIDE_ACCOUNTS),
                faults);
        return new ModelAndView(
                "people/decide",
                Map.of(
                        "page",
                        heads.page(
                                access,
                                request,
                                found.integration(),
                                "%s, %s".formatted(TITLE, account.name()),
                                new Crumb(account.name(), at.toString()),
                                Crumb.of(TITLE)),
                        "view",
                        view));
    }
}
