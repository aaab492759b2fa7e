package dev.muster.sync;

import dev.muster.connector.Description;
import dev.muster.connector.Memory;
import dev.muster.database.TenantId;
import dev.muster.integration.Integration;
import dev.muster.ledger.RunKey;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What runs left behind for their connector. That of the run published last counts, and only as long as
/// connector and configuration are those it was made with. Runs in the caller's tenant transaction.
@Repository
class RunMemories {
    private static final String CURRENT = """
            select case when connector_version = :version and configuration = :configuration
                        then coalesce(memory, '{}') else '{}' end as memory
              from sync_run
             where tenant_id = :tenant and integration_id = :integration and outcome in ('complete', 'partial')
             order by number desc
             limit 1
            """;
    private static final String REMEMBER = """
            update sync_run
               set memory = :memory::jsonb
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    /// By a function, since the application's role may not change a run that has ended.
    private static final String FORGET_OTHERS = """
            select forget_memories(:tenant, :integration, :run)
            """;
    private static final int NO_RUN = 0;

    private final JdbcClient db;
    private final JsonMapper json;

    RunMemories(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// What the next run of an integration may rely on; [Memory#NONE] when that is nothing.
    Memory current(TenantId tenant, Integration integration, Description application) {
        return db.sql(CURRENT)
                .param("tenant", tenant.value())
                .param("integration", integration.id().value())
                .param("version", application.version())
                .param("configuration", integration.connection())
                .query((row, index) -> new Memory(
                        json.readValue(row.getString("memory"), new TypeReference<Map<String, String>>() {})))
                .optional()
                .orElse(Memory.NONE);
    }

    /// Keeps with a run what it left behind, in case it is published.
    void remember(RunKey run, Memory memory) {
        statement(REMEMBER, run)
                .param("memory", json.writeValueAsString(memory.entries()))
                .update();
    }

    /// The run is published: what others left behind is about what was before.
    void forgetOthers(RunKey run) {
        statement(FORGET_OTHERS, run).query(row -> {});
    }

    /// What is remembered turned out to be wrong: the next run reads everything.
    void forget(RunKey run) {
        statement(FORGET_OTHERS, new RunKey(run.integration(), NO_RUN)).query(row -> {});
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return run.integration().statement(db, sql).param("run", run.run());
    }
}
