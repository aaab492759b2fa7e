package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.feed.PartByPart;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What business services rest on, and what rests on them: one request for each of them, every day, because no audit
/// trail tells which have changed. Services are not asked: accounts have many times as many, and what they rest on
/// among themselves leads to nothing that customers see.
final class ServiceDependenciesFeed implements Reading {
    private final Api api;
    private final Supplier<List<Part>> services;

    /// @param services all business services, known when the reading begins
    ServiceDependenciesFeed(Api api, Supplier<List<Part>> services) {
        this.api = api;
        this.services = services;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        List<Part> asked = services.get();
        return PartByPart.read(api, writer, asked, 0, new Dependencies(asked, writer));
    }

    /// A dependency between two business services is told by both, and is of both: it is written once, when the later
    /// of them was read. If that one cannot be read, what was published between the two stays.
    private static final class Dependencies implements PartByPart.Kind<List<List<Fields>>> {
        private final FeedWriter writer;
        private final Set<Key> toCome = new HashSet<>();
        private final Map<Key, List<ServiceDependency>> waiting = new HashMap<>();
        private final Set<String> written = new HashSet<>();

        Dependencies(List<Part> asked, FeedWriter writer) {
            this.writer = writer;
            asked.forEach(service -> toCome.add(service.key()));
        }

        @Override
        public Listing list() {
            return BusinessServicesFeed.SERVICES;
        }

        @Override
        public String noun() {
            return "its dependencies";
        }

        /// Their list says nothing of whether the credential may see what they rest on.
        @Override
        public boolean isRefusedByParts() {
            return true;
        }

        @Override
        public List<List<Fields>> read(Api through, Part service, Meter meter) throws ReadFailed, InterruptedException {
            return Gathered.pages(
                    new Walk(through, ServiceDependency.of(service.key().id()), meter));
        }

        @Override
        public void write(Part service, List<List<Fields>> pages) throws InterruptedException {
            toCome.remove(service.key());
            List<ServiceDependency> told = new ArrayList<>();
            for (List<Fields> page : pages) {
                page.forEach(record -> ServiceDependency.in(record).ifPresent(told::add));
                writer.page();
            }
            List<ServiceDependency> waited = waiting.remove(service.key());
            if (waited != null) {
                told.addAll(waited);
            }
            for (ServiceDependency each : told) {
                write(each);
            }
        }

        private void write(ServiceDependency dependency) throws InterruptedException {
            var unread = Stream.of(dependency.supporting(), dependency.dependent())
                    .filter(toCome::contains)
                    .findFirst();
            if (unread.isPresent()) {
                waiting.computeIfAbsent(unread.get(), key -> new ArrayList<>()).add(dependency);
            } else if (written.add(dependency.id())) {
                writer.record(dependency.id(), dependency.rows());
            }
        }
    }
}
