package dev.muster.factor;

import dev.muster.session.SecretCode;
import dev.muster.tenant.UserId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One of the codes that stand in for a lost app: 120 random bits, `k7d2-x4qm-...` without what is easily mistaken.
/// Prints nothing.
final class RecoveryCode {
    private static final int COUNT = 10;

    private static final int BYTES = 15;

    private final String canonical;

    private RecoveryCode(String canonical) {
        this.canonical = canonical;
    }

    static RecoveryCode random() {
        return new RecoveryCode(Base32.of(SecretCode.bytes(BYTES)).toLowerCase(Locale.ROOT));
    }

    /// As many as somebody has at first.
    static List<RecoveryCode> some() {
        return Stream.generate(RecoveryCode::random).limit(COUNT).toList();
    }

    /// However it was typed: case, spaces and hyphens say nothing.
    static RecoveryCode typed(String text) {
        return new RecoveryCode(text.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }

    /// As it is shown, once.
    String text() {
        return Base32.inGroups(canonical).replace(' ', '-');
    }

    /// What is stored. Another user's code of the same letters is another one.
    byte[] hash(UserId user) {
        return SecretCode.hash(user.value() + "/" + canonical);
    }

    @Override
    public String toString() {
        return "RecoveryCode[(secret)]";
    }
}
