package dev.muster.audit;

import org.jspecify.annotations.Nullable;

/// Where an act came from. Whatever a caller can choose is bounded and in our own words.
///
/// @param address network address; none for what Muster or a command did by itself
/// @param browser in words: `Firefox on Linux`; none where there is no address
/// @param request id of the request, as the log has it; none outside of requests
public record Origin(
        @Nullable String address,
        @Nullable String browser,
        @Nullable String request) {
    /// No request: the schedule, a command of the operator.
    public static final Origin NONE = new Origin(null, null, null);

    private static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_BROWSER = 100;
    private static final int LONGEST_REQUEST = 40;

    public Origin {
        address = CleanText.of(address, LONGEST_ADDRESS);
        browser = CleanText.of(browser, LONGEST_BROWSER);
        request = CleanText.of(request, LONGEST_REQUEST);
    }
}
