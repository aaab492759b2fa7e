package dev.muster.bench;

/// One row of the table.
///
/// @param what     the same words each time, so that a newer figure takes the place of the older one
/// @param measured with its unit
/// @param how      what a reader must know to compare it
record Result(String what, String measured, String how) {
    String row() {
        return "| %s | %s | %s |".formatted(what, measured, how);
    }
}
