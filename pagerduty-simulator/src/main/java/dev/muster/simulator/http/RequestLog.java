package dev.muster.simulator.http;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What was asked, oldest first. Keeps the last 100 000 requests. A request is in it before its answer leaves. Safe
/// for many threads.
public final class RequestLog {

    private static final int KEPT = 100_000;

    /// @param number     counted from 1 since the simulator started
    /// @param query      as it came, encoded; empty when there was none
    /// @param status     0 when the request got no answer
    /// @param millis     from arrival until the answer was ready to leave
    /// @param authorized whether the key was one of the account's
    public record Request(
            long number, String method, String path, String query, int status, long millis, boolean authorized) {}

    private final AtomicLong numbers = new AtomicLong();
    private final Deque<Request> requests = new ArrayDeque<>();

    public RequestLog() {}

    public synchronized List<Request> list() {
        return requests.stream()
                .sorted(Comparator.comparingLong(Request::number))
                .toList();
    }

    public synchronized int count() {
        return requests.size();
    }

    /// Requests whose path begins so: `/teams` counts `/teams/{id}/members` too.
    public synchronized int countOf(String pathPrefix) {
        return (int) requests.stream()
                .filter(request -> request.path().startsWith(pathPrefix))
                .count();
    }

    /// Forgets all requests; the numbers go on.
    public synchronized void clear() {
        requests.clear();
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    synchronized void add(Request request) {
        if (requests.size() == KEPT) {
            requests.removeFirst();
        }
        requests.add(request);
    }
}
