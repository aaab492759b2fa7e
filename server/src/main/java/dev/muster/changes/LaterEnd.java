package dev.muster.changes;

import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.problem.InvalidInput;
import java.util.Map;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// What `asOf` means where two states are compared: the later of them. The address has the shape of every other page as
/// of a day, and `to` says the same.
final class LaterEnd {
    private LaterEnd() {}

    /// The later state, as an address names it by either name.
    ///
    /// @throws InvalidInput when it names two
    static String of(String to, String asOf) {
        if (!to.isBlank() && !asOf.isBlank() && !to.strip().equals(asOf.strip())) {
            throw new InvalidInput(
                    Map.of(
                            AsOf.FIELD,
                            "The later of the two states compared is the one as of then, and to names another one. Send one of the two."));
        }
        return to.isBlank() ? asOf : to;
    }

    /// The same parameters with the later state under one name.
    ///
    /// @throws InvalidInput when they name two
    static MultiValueMap<String, String> in(MultiValueMap<String, String> sent) {
        String asOf = sent.getFirst(AsOf.FIELD);
        if (asOf == null) {
            return sent;
        }
        String to = sent.getFirst(Difference.TO);
        var told = new LinkedMultiValueMap<>(sent);
        told.remove(AsOf.FIELD);
        told.set(Difference.TO, of(to == null ? "" : to, asOf));
        return told;
    }
}
