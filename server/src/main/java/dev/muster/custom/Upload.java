package dev.muster.custom;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that somebody brought.
///
/// @param number    1, 2, 3 ... within the integration
/// @param name      of the file: `payroll-2026-11.csv`
/// @param format    `CSV, UTF-8, separated by commas`
/// @param rows      below the headings
/// @param digest    SHA-256 of the file, in hexadecimal digits
/// @param byScript  whether it may be published without anybody's look
/// @param ready     whether it is known how to read it
/// @param run       that read it
/// @param published whether what it holds was published
public record Upload(
        int number,
        String name,
        String format,
        long bytes,
        long rows,
        String digest,
        Instant receivedAt,
        String receivedBy,
        boolean byScript,
        boolean ready,
        @Nullable Integer run,
        boolean published) {}
