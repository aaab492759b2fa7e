package dev.muster.sso;

import dev.muster.database.TenantId;
import dev.muster.edge.MusterUrl;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.session.SignedIn;
import dev.muster.signin.Proofs;
import dev.muster.signin.ReturnAddress;
import dev.muster.signin.Sessions;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.User;
import dev.muster.witness.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The way out to a tenant's provider, and the address where it sends people back.
@Controller
@Does(Action.ENTER)
@RequestMapping(SignOnPages.PATH)
class SignOnPages {
    static final String PATH = "/sign-in/single-sign-on";
    /// Where providers send people back.
    static final String CALLBACK = PATH + "/callback";

    private static final String LOST =
            "This answer belongs to no sign-in of this browser, or came too late, or a second"
                    + " time. Nobody was signed in; begin again.";

    private final SignOn signOn;
    private final Questions questions;
    private final Sessions sessions;
    private final Proofs proofs;
    private final SignIns record;
    private final SecurityLog security;
    private final MusterUrl url;
    private final Clock clock;

    SignOnPages(
            SignOn signOn,
            Questions questions,
            Sessions sessions,
            Proofs proofs,
            SignIns record,
            SecurityLog security,
            MusterUrl url,
            Clock clock) {
        this.signOn = signOn;
        this.questions = questions;
        this.sessions = sessions;
        this.proofs = proofs;
        this.record = record;
        this.security = security;
        this.url = url;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView ask(@RequestParam(defaultValue = "") String to) {
        return page("", ReturnAddress.typed(to).path(), null, HttpStatus.OK);
    }

    /// Answers with a page that goes on by itself: a form of ours may lead to no other server, as our content policy
    /// has it.
    @PostMapping
    ModelAndView begin(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        String back = ReturnAddress.typed(to).path();
        try {
            Tenant tenant = signOn.tenantOf(email);
            Question question = question(tenant.id().value(), false, back, request);
            String address = address(question, email.strip());
            questions.keepAnew(question, request);
            response.setHeader("Refresh", "0; url=" + address);
            return new ModelAndView("sso/leaving", Map.of("address", address));
        } catch (SignOnFault fault) {
            return page(email, back, fault.sentence(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// Has whoever came by single sign-on prove it once more.
    @GetMapping("/again")
    @Does(Action.OWN_SIGN_IN)
    ModelAndView again(@AuthenticationPrincipal SignedIn asker, HttpServletRequest request) {
        TenantId tenant = asker.only();
        if (tenant == null) {
            return new ModelAndView("redirect:/");
        }
        try {
            Question question = question(tenant.value(), true, "", request);
            String address = address(question, "");
            questions.keep(question, request);
            return new ModelAndView("redirect:" + address);
        } catch (SignOnFault fault) {
            return confirmed(fault.sentence(), HttpStatus.CONFLICT);
        }
    }

    private String address(Question question, String email) throws SignOnFault {
        try {
            return signOn.address(question, email);
        } catch (SignOnFault fault) {
            record.signOnRefused(new TenantId(question.tenant()), fault.sentence());
            throw fault;
        }
    }

    @GetMapping("/callback")
    ModelAndView callback(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String iss,
            @RequestParam(defaultValue = "") String error,
            @AuthenticationPrincipal @Nullable SignedIn asker,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Question> question = questions.take(state, request);
        if (question.isEmpty()) {
            security.tell(SecurityEvent.SIGN_ON_REFUSED, request);
            return page("", "", LOST, HttpStatus.FORBIDDEN);
        }
        var returned = new SignOn.Returned(code, iss, error);
        return question.get().again() && asker != null
                ? confirm(question.get(), returned, asker, request)
                : enter(question.get(), returned, request, response);
    }

    private ModelAndView enter(
            Question question, SignOn.Returned returned, HttpServletRequest request, HttpServletResponse response) {
        try {
            User user = signOn.enter(question, returned);
            sessions.enterOnly(user, new TenantId(question.tenant()), request, response);
            return new ModelAndView(
                    "redirect:" + ReturnAddress.typed(question.to()).orStart());
        } catch (SignOnFault fault) {
            security.tell(SecurityEvent.SIGN_ON_REFUSED, request);
            record.signOnRefused(new TenantId(question.tenant()), fault.sentence());
            return page("", question.to(), fault.sentence(), HttpStatus.FORBIDDEN);
        }
    }

    private ModelAndView confirm(
            Question question, SignOn.Returned returned, SignedIn asker, HttpServletRequest request) {
        try {
            signOn.confirm(question, returned, asker);
            proofs.byProvider(asker, request);
            return confirmed(null, HttpStatus.OK);
        } catch (SignOnFault fault) {
            security.tell(SecurityEvent.SIGN_ON_REFUSED, request);
            record.signOnProofRefused(asker.user(), new TenantId(question.tenant()), fault.sentence());
            return confirmed(fault.sentence(), HttpStatus.FORBIDDEN);
        }
    }

    private Question question(UUID tenant, boolean again, String to, HttpServletRequest request) {
        return Question.of(tenant, url.absolute(CALLBACK, request), clock.instant(), again, to);
    }

    private static ModelAndView confirmed(@Nullable String fault, HttpStatus status) {
        return new ModelAndView("sso/confirmed", Map.of("fault", fault == null ? "" : fault), status);
    }

    private static ModelAndView page(String email, String to, @Nullable String fault, HttpStatus status) {
        return new ModelAndView("sso/signOn", Map.of("view", new SignOnView(email, to, fault)), status);
    }
}
