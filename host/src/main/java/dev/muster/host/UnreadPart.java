package dev.muster.host;

import dev.muster.connector.Part;
import dev.muster.connector.Problem;

/// A part that could not be read.
///
/// @param kept records of it that stay as they were
public record UnreadPart(Part part, Problem problem, long kept) {}
