package dev.muster.backup;

import java.util.Arrays;

/// Version of a migration, `045` or `004.1`, to be compared number by number.
final class Schema {
    private final int[] parts;

    private Schema(int[] parts) {
        this.parts = parts;
    }

    static Schema of(String version) {
        return new Schema(
                Arrays.stream(version.split("[._]")).mapToInt(Integer::parseInt).toArray());
    }

    boolean isAfter(Schema other) {
        return Arrays.compare(parts, other.parts) > 0;
    }
}
