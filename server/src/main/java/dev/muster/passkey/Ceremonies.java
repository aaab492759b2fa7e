package dev.muster.passkey;

import dev.muster.problem.Conflict;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The two things that are asked of an authenticator: to make a passkey, and to use one. A question waits in the
/// session that it was asked in, is answered once, and within five minutes. Safe for many threads and servers.
///
/// All but [#whyNotHere] throw a [Conflict] where there can be no passkeys.
@Component
public class Ceremonies {
    private final PasskeyPlace place;
    private final Challenges challenges;
    private final Judge judge;

    Ceremonies(PasskeyPlace place, Challenges challenges, Judge judge) {
        this.place = place;
        this.challenges = challenges;
        this.judge = judge;
    }

    /// Why there can be no passkeys where a request came from, as a sentence with what to do; empty where there can.
    public Optional<String> whyNotHere(HttpServletRequest request) {
        return switch (place.of(request)) {
            case PasskeyPlace.Found.Here here -> Optional.empty();
            case PasskeyPlace.Found.Nowhere(String why) -> Optional.of(why);
        };
    }

    /// The host that passkeys made now belong to.
    public String host(HttpServletRequest request) {
        return party(request).host();
    }

    /// Asks for a new passkey.
    ///
    /// @param known ids of those that the owner has: no authenticator holds two
    public Question.Make askForNew(Question.Owner owner, Collection<byte[]> known, HttpServletRequest request) {
        return Question.Make.of(party(request), owner, known, challenges.ask(request));
    }

    /// Asks for one of these.
    public Question.Use ask(Collection<byte[]> known, HttpServletRequest request) {
        return Question.Use.of(party(request), known, challenges.ask(request));
    }

    /// The passkey that was made.
    ///
    /// @param answer of the browser, as JSON
    public Credential made(String answer, HttpServletRequest request) throws PasskeyRefused {
        return judge.made(party(request), challenges.take(request), answer);
    }

    /// The passkey that proved itself, with its new counter.
    ///
    /// @param owner  bytes that name whose passkey it must be
    /// @param answer of the browser, as JSON
    /// @param find   the owner's passkeys for [#host], by id
    public Credential used(
            byte[] owner, String answer, HttpServletRequest request, Function<byte[], Optional<Credential>> find)
            throws PasskeyRefused {
        return judge.used(party(request), owner, challenges.take(request), answer, find);
    }

    private RelyingParty party(HttpServletRequest request) {
        return switch (place.of(request)) {
            case PasskeyPlace.Found.Here(RelyingParty party) -> party;
            case PasskeyPlace.Found.Nowhere(String why) -> throw new Conflict(why);
        };
    }
}
