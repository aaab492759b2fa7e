package dev.muster.factor;

import java.nio.ByteBuffer;
import java.time.Instant;

/// The app on somebody's telephone. Its clock stands still, so that no test depends on when it runs.
public final class AuthenticatorApp {
    private final Instant now = Instant.now();
    private final TotpKey key;

    /// @param typed the key as a page shows it
    public AuthenticatorApp(String typed) {
        this.key = TotpKey.of(bytes(typed.replace(" ", "")));
    }

    /// The code it shows now.
    public String code() {
        return key.code(now);
    }

    /// The code it shows in half a minute, which is taken already now.
    public String next() {
        return key.code(now.plusSeconds(30));
    }

    private static byte[] bytes(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int waiting = 0;
        int bits = 0;
        for (char letter : base32.toCharArray()) {
            waiting = waiting << 5 | (letter >= 'A' ? letter - 'A' : letter - '2' + 26);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (waiting >> bits));
                waiting &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }
}
