package dev.muster.table;

/// What a file of tables may hold. None of these is a setting: docs/operations.md tells them.
public final class TableLimits {
    /// Bytes of the file as it is sent.
    public static final long FILE = 128_000_000;
    /// Lines of all tables of a file together, headings not counted.
    public static final long ROWS = 1_000_000;
    /// Columns of a table.
    public static final int COLUMNS = 100;
    /// Characters of a heading.
    public static final int HEADING = 200;

    /// Bytes of a workbook when it is unpacked.
    static final long UNPACKED = 2_000_000_000;
    /// Bytes that its shared texts take when they are unpacked: the reader keeps all of them.
    static final long SHARED_TEXTS = 64_000_000;
    /// A workbook that grows more than that, and beyond the floor, was made to do harm.
    static final int GROWTH = 150;
    static final long GROWTH_FLOOR = 20_000_000;
    /// Bytes of one text, and of one line, in an unpacked workbook.
    static final int TEXT = 1_000_000;
    static final int LINE = 8_000_000;
    /// Parts of a workbook.
    static final int PARTS = 1_000;

    private TableLimits() {}
}
