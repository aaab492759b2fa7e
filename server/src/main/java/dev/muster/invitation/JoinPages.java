package dev.muster.invitation;

import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.SignedIn;
import dev.muster.signin.Proofs;
import dev.muster.signin.Sessions;
import dev.muster.signin.SignInView;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page behind the links of [Invitations].
@Controller
@RequestMapping("/invitation")
class JoinPages {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Joining joining;
    private final Users users;
    private final Sessions sessions;
    private final Proofs proofs;

    JoinPages(Joining joining, Users users, Sessions sessions, Proofs proofs) {
        this.joining = joining;
        this.users = users;
        this.sessions = sessions;
        this.proofs = proofs;
    }

    @GetMapping
    @Does(Action.ENTER)
    ModelAndView ask(@RequestParam(defaultValue = "") String code, @AuthenticationPrincipal @Nullable SignedIn asker) {
        try {
            Joining.Asked asked = joining.asked(code);
            return page(asked, code, asker, asked.invitation().name(), Map.of(), null);
        } catch (NoSuchThing link) {
            return deadLink(link);
        }
    }

    @PostMapping
    @Does(Action.ENTER)
    ModelAndView joinAnew(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @AuthenticationPrincipal @Nullable SignedIn asker,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Joining.Asked asked = joining.asked(code);
            try {
                User joined = joining.acceptAnew(code, name, password);
                return new ModelAndView("redirect:" + sessions.begin(joined, home(asked), request, response));
            } catch (InvalidInput faulty) {
                return page(asked, code, asker, name, faulty.faults(), null);
            }
        } catch (NoSuchThing link) {
            return deadLink(link);
        }
    }

    /// Who found a session open must not tie its owner to a tenant of theirs.
    @PostMapping("/join")
    @Does(Action.OWN_SIGN_IN)
    ModelAndView join(
            @RequestParam(defaultValue = "") String code,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        try {
            Joining.Asked asked = joining.asked(code);
            proofs.requireFresh(request);
            try {
                joining.accept(code, users.find(asker.user()).orElseThrow());
                return into(asked);
            } catch (Conflict member) {
                return page(asked, code, asker, asked.invitation().name(), Map.of(), member.getMessage());
            }
        } catch (NoSuchThing link) {
            return deadLink(link);
        }
    }

    @PostMapping("/decline")
    @Does(Action.ENTER)
    ModelAndView decline(@RequestParam(defaultValue = "") String code) {
        try {
            Joining.Asked asked = joining.asked(code);
            joining.decline(code);
            String done = "You declined to join %s. Nothing else was changed."
                    .formatted(asked.tenant().name());
            return signIn(null, done, HttpStatus.OK);
        } catch (NoSuchThing link) {
            return deadLink(link);
        }
    }

    private static ModelAndView into(Joining.Asked asked) {
        return new ModelAndView("redirect:" + home(asked));
    }

    private static String home(Joining.Asked asked) {
        return "/t/" + asked.tenant().slug();
    }

    private ModelAndView page(
            Joining.Asked asked,
            String code,
            @Nullable SignedIn asker,
            String name,
            Map<String, String> faults,
            @Nullable String refused) {
        Invitation invitation = asked.invitation();
        Optional<User> user = Optional.ofNullable(asker).flatMap(known -> users.find(known.user()));
        var view = new JoinView(
                code,
                asked.tenant().name(),
                invitation.role(),
                invitation.invitedBy(),
                invitation.email(),
                minute(invitation.validUntil()),
                user.map(User::email).orElse(null),
                name,
                faults,
                refused);
        HttpStatus status = refused != null
                ? HttpStatus.CONFLICT
                : faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
        return new ModelAndView("invitation/join", Map.of("view", view), status);
    }

    private static ModelAndView deadLink(NoSuchThing link) {
        return signIn(link.getMessage(), null, HttpStatus.NOT_FOUND);
    }

    private static ModelAndView signIn(@Nullable String fault, @Nullable String note, HttpStatus status) {
        return new ModelAndView("signin/signIn", Map.of("view", new SignInView("", "", fault, note)), status);
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }
}
