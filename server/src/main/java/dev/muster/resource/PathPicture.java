package dev.muster.resource;

import java.util.List;

/// The ways from people to what they are called about, as an SVG of boxes in columns and lines between them
/// (`resource/path`). All numbers are in its own units.
///
/// @param width  of the whole
/// @param height of the whole
/// @param left   how many people there was no room for
public record PathPicture(int width, int height, List<Heading> headings, List<Line> lines, List<Box> boxes, long left) {
    public PathPicture {
        headings = List.copyOf(headings);
        lines = List.copyOf(lines);
        boxes = List.copyOf(boxes);
    }

    public record Heading(int x, String text) {}

    /// A line from the right side of a box to the left side of another.
    ///
    /// @param path   what it is drawn by
    /// @param chosen whether it belongs to the way that is shown
    public record Line(String path, boolean chosen) {}

    /// @param text  cut to its width
    /// @param whole the same, not cut
    /// @param small below it; may be empty
    /// @param rows  the levels of a duty, from top to bottom
    public record Box(
            int x,
            int y,
            int width,
            int height,
            String text,
            String whole,
            String small,
            boolean chosen,
            List<Row> rows) {
        public Box {
            rows = List.copyOf(rows);
        }

        int middle() {
            return y + height / 2;
        }
    }

    public record Row(int y, String text, boolean chosen) {}
}
