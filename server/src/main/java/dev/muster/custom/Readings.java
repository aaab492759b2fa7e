package dev.muster.custom;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Credential;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.Row;
import dev.muster.custom.Spool.Spooled;
import dev.muster.database.TenantTransactions;
import dev.muster.form.Facts;
import dev.muster.form.FileForm;
import dev.muster.form.FileReading;
import dev.muster.form.Judged.Rejected;
import dev.muster.form.StoredForm;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.table.Line;
import dev.muster.table.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes connectors that read the newest file of one integration.
@Component
class Readings {
    private static final int ALL_OF_IT = 100;

    private final Spool spool;
    private final UploadStore store;
    private final TenantTransactions transactions;
    private final ObjectProvider<Integrations> integrations;

    Readings(
            Spool spool,
            UploadStore store,
            TenantTransactions transactions,
            ObjectProvider<Integrations> integrations) {
        this.spool = spool;
        this.store = store;
        this.transactions = transactions;
        this.integrations = integrations;
    }

    Connector of(Connector application, IntegrationKey integration) {
        return new OfOne(application, integration);
    }

    /// What somebody brought, with the form to read it by.
    record Brought(Upload upload, FileForm form) {}

    Brought brought(IntegrationKey integration) {
        return transactions.read(integration.tenant(), () -> {
            Upload upload = store.newestReady(integration)
                    .orElseThrow(() -> new IllegalStateException("No file waits to be read"));
            String form = integrations
                    .getObject()
                    .get(integration.tenant(), integration.id())
                    .integration()
                    .form();
            return new Brought(upload, StoredForm.read(Objects.requireNonNull(form)));
        });
    }

    private final class OfOne implements Connector {
        private final Connector application;
        private final IntegrationKey integration;

        OfOne(Connector application, IntegrationKey integration) {
            this.application = application;
            this.integration = integration;
        }

        @Override
        public Description describe() {
            return application.describe();
        }

        @Override
        public Optional<AccessRules> rules() {
            return application.rules();
        }

        @Override
        public Check check(Configuration configuration, Deadline deadline) {
            return application.check(configuration, deadline);
        }

        @Override
        public Collected collect(Configuration configuration, Memory memory, FeedSink sink)
                throws InterruptedException {
            Brought brought = brought(integration);
            try (Spooled file = spool.fetch(integration, brought.upload().number())) {
                var reading = new FileReading(TableFile.open(file.path()), brought.form());
                if (brought.form().isOfPeople()) {
                    read(sink, RosterApplication.PEOPLE, reading::accounts, Readings::person);
                    return new Collected(credential(brought.upload()), Memory.NONE);
                }
                read(sink, CustomApplication.ACCOUNTS, reading::accounts, Readings::account);
                read(sink, CustomApplication.RESOURCES, reading::resources, Readings::resource);
                read(sink, CustomApplication.GRANTS, reading::grants, Readings::grant);
            } catch (IOException broken) {
                throw new UncheckedIOException("The file could not be read on this server", broken);
            }
            return new Collected(credential(brought.upload()), Memory.NONE);
        }
    }

    private static Credential credential(Upload upload) {
        return new Credential(
                "File %s (%s)".formatted(upload.name(), upload.format()), ALL_OF_IT, null, upload.digest());
    }

    @FunctionalInterface
    private interface Pass {
        void read(FileReading.Sink sink) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface Rows {
        List<Row> of(Facts facts);
    }

    private static void read(FeedSink sink, Feed feed, Pass pass, Rows rows) throws IOException, InterruptedException {
        FeedWriter writer = sink.open(feed);
        writer.requested();
        pass.read(new FileReading.Sink() {
            @Override
            public void good(int row, Facts facts) throws InterruptedException {
                writer.record("row " + row, rows.of(facts));
            }

            @Override
            public void rejected(int row, Line line, Rejected why) {
                writer.reject("row " + row, why.why());
            }

            @Override
            public void differs(int row, int first) {
                writer.remark(
                        "row " + row, "Names the account otherwise than row %d, whose name is kept".formatted(first));
            }
        });
        writer.page();
        writer.close(new FeedOutcome.Complete());
    }

    private static List<Row> account(Facts facts) {
        return List.of(new Row.Account(
                accountKey(facts.account()),
                facts.accountName(),
                facts.email(),
                facts.service() ? Row.AccountKind.SERVICE : Row.AccountKind.UNKNOWN,
                Row.AccountState.ACTIVE,
                Map.of()));
    }

    private static List<Row> person(Facts facts) {
        return List.of(new Row.Account(
                new Key(RosterApplication.PERSON, facts.account()),
                facts.accountName(),
                facts.email(),
                Row.AccountKind.HUMAN,
                Row.AccountState.ACTIVE,
                facts.attributes()));
    }

    private static List<Row> resource(Facts facts) {
        Key key = resourceKey(facts.resource());
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Resource(
                key, facts.resourceName(), facts.type().isEmpty() ? Map.of() : Map.of("type", facts.type())));
        if (!facts.owner().isEmpty()) {
            rows.add(new Row.Link(resourceKey(facts.owner()), AccessRules.OWNS, key));
        }
        return rows;
    }

    private static List<Row> grant(Facts facts) {
        Map<String, String> attributes = new HashMap<>();
        if (facts.lastUsed() != null) {
            attributes.put("last_used", facts.lastUsed());
        }
        Key resource = resourceKey(facts.resource());
        if (facts.group().isEmpty()) {
            return List.of(new Row.Grant(accountKey(facts.account()), resource, facts.level(), "", attributes));
        }
        attributes.put("level", facts.level());
        return List.of(new Row.Link(resourceKey(facts.group()), CustomApplication.HOLDS, resource, attributes));
    }

    private static Key accountKey(String id) {
        return new Key(CustomApplication.ACCOUNT, id);
    }

    private static Key resourceKey(String id) {
        return new Key(CustomApplication.RESOURCE, id);
    }
}
