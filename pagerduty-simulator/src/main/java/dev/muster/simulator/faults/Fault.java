package dev.muster.simulator.faults;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that goes wrong. Scripted on [Faults].
public sealed interface Fault {

    /// Something else is answered than was asked for.
    sealed interface Replacing extends Fault {}

    /// The true answer, altered. What has nothing to alter (no such row or field) is answered unaltered.
    sealed interface Altering extends Fault {}

    /// The connection misbehaves.
    sealed interface Disturbing extends Fault {}

    /// An HTTP status with a body of that shape.
    record Status(int status, ErrorShape shape) implements Replacing {
        public Status(int status) {
            this(status, ErrorShape.OBJECT);
        }
    }

    /// 429.
    ///
    /// @param reset what `ratelimit-reset` says, in whole seconds; none for a 429 with neither headers nor body
    record RateLimited(@Nullable Duration reset) implements Replacing {
        public static RateLimited bare() {
            return new RateLimited(null);
        }
    }

    /// A web page with status 200, as a proxy or a sign-in page would send.
    record Html() implements Replacing {}

    /// Status 200 and nothing in it.
    record EmptyBody() implements Replacing {}

    /// Status 302 to another address.
    record Redirect(URI to) implements Replacing {}

    /// The page under another content type.
    record WrongContentType(String contentType) implements Altering {}

    /// The page with more headers, such as a proxy adds.
    record AddedHeaders(Map<String, String> headers) implements Altering {
        public AddedHeaders {
            headers = Map.copyOf(headers);
        }
    }

    /// The rows of the page and nothing else, as some old lists have it: no limit, offset, more or total.
    record BareList() implements Altering {}

    /// The page with a comma too many.
    record MalformedJson() implements Altering {}

    /// The first half of the page, declared as all of it.
    record Truncated() implements Altering {}

    /// The first page, whatever page was asked for, with `more` true.
    record RepeatedPage() implements Altering {}

    /// The first page, whatever page was asked for, always with the same `next_cursor`. Lists without one are
    /// answered unaltered.
    record ConstantCursor() implements Altering {}

    /// The page with another `total`, where it has one.
    record ChangedTotal(int total) implements Altering {}

    /// The page with null for its `total`, whether it was asked for or not.
    record UntoldTotal() implements Altering {}

    /// The page with one of its rows twice.
    ///
    /// @param row counted from 0
    record DuplicatedRow(int row) implements Altering {
        public DuplicatedRow() {
            this(0);
        }
    }

    /// The page with one more row at its beginning, and a `total` that counts it: what was there when the list was
    /// read and is not any more.
    ///
    /// @param json the row
    record AnotherRow(String json) implements Altering {}

    /// The page with null in one field of one row.
    ///
    /// @param row counted from 0
    record NullField(String field, int row) implements Altering {
        public NullField(String field) {
            this(field, 0);
        }
    }

    /// The page with a text nobody knows in one field of one row.
    ///
    /// @param row counted from 0
    record UnknownValue(String field, String value, int row) implements Altering {
        public UnknownValue(String field, String value) {
            this(field, value, 0);
        }
    }

    /// The page with a role nobody knows in its first row.
    record UnknownRole(String role) implements Altering {}

    /// The page whose first row refers in one field to a user who is gone, such as `user` of a team member.
    record DeletedReference(String field) implements Altering {}

    /// The page with arrays nested this deep in an additional field before all others.
    record DeeplyNested(int depth) implements Altering {}

    /// The page blown up by an additional field before all others.
    ///
    /// @param bytes at least so many
    record HugePage(long bytes) implements Disturbing {}

    /// Half of the page, then the connection is closed.
    record Reset() implements Disturbing {}

    /// No answer: the connection is closed when the gate is released, the faults are cleared or the simulator is
    /// closed.
    record Hang(FaultGate gate) implements Disturbing {
        public Hang() {
            this(new FaultGate());
        }
    }

    /// The request waits at the gate, then gets what the account holds at that moment.
    record Stall(FaultGate gate) implements Disturbing {}

    /// The page in small pieces.
    ///
    /// @param bytes size of a piece, at least 1
    /// @param pause before each piece
    record SlowDrip(int bytes, Duration pause) implements Disturbing {
        public SlowDrip {
            if (bytes < 1) {
                throw new IllegalArgumentException("A drip has at least 1 byte, not %d".formatted(bytes));
            }
        }
    }
}
