package dev.muster.connector;

/// Attributes by which a resource that is a [ResourceType.Part#SEAT] tells how many there are, as whole numbers in
/// digits. One without a number of free seats is not limited.
public final class SeatCount {
    /// How many are taken.
    public static final String USED = "seats_used";
    /// How many can still be taken.
    public static final String FREE = "seats_available";

    private SeatCount() {}
}
