package dev.muster.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;

/// Addresses to go on to: one that counts is a path of this server, for every browser and in every header.
public final class ReturnAddressFuzz {
    private static final URI HERE = URI.create("https://muster.example");

    private ReturnAddressFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String path = ReturnAddress.typed(new String(input, UTF_8)).orStart();
        boolean plain = path.chars().allMatch(letter -> letter > ' ' && letter <= '~');
        boolean here = path.startsWith("/") && !path.startsWith("//") && path.indexOf('\\') < 0;
        if (!plain
                || !here
                || !HERE.getHost().equals(URI.create(HERE + encoded(path)).getHost())) {
            throw new AssertionError("Leads elsewhere: " + path);
        }
    }

    /// What browsers write otherwise before they send it.
    private static String encoded(String path) {
        return path.replaceAll("[\"<>^`|\\[\\]#%]", "_");
    }
}
