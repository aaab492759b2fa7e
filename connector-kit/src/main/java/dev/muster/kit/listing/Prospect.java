package dev.muster.kit.listing;

/// What reading a slice can be expected to bring.
///
/// @param fresh records that are not known yet
/// @param size  records in all
/// @param pages that may have to be read for them
record Prospect(Slice slice, double fresh, double size, double pages) {

    /// New records for each request. The first one tells how many are new, and if there are none it was the last.
    double worth() {
        double likely = 1 - Math.exp(-fresh);
        return fresh / (1 + likely * Math.max(0, pages - 0.5));
    }
}
