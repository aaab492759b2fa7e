package dev.muster.factor;

/// An authenticator app that is being set up and counts for nothing yet.
///
/// @param sealed what to keep until the first code comes; opens for its user alone
/// @param key    to be typed, in groups of four
/// @param qr     to be read by the app
public record Draft(String sealed, String key, QrPicture qr) {
    @Override
    public String toString() {
        return "Draft[(secret)]";
    }
}
