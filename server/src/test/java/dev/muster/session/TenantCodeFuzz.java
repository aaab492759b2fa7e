package dev.muster.session;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Tokens, and links to join, as somebody sends them.
public final class TenantCodeFuzz {
    private static final TenantCode.Form TOKEN = new TenantCode.Form("mst_", 32);

    private TenantCodeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        TOKEN.parse(text).ifPresent(code -> {
            if (!code.expose().equals(text) || code.hash().length != 32) {
                throw new AssertionError("Another code than was sent: " + text);
            }
        });
    }
}
