package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What is shipped beside the program says what the program does.
class ShippingTest {
    private static final Path ROOT = Path.of("..");
    private static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes/muster.yaml");
    private static final Path COMPOSE = ROOT.resolve("deploy/compose.yaml");
    private static final Pattern SETTING = Pattern.compile("^\\| ((?:`MUSTER_[A-Z_]+`(?:, )?)+)");
    private static final Pattern NAME = Pattern.compile("MUSTER_[A-Z_]+");
    private static final Pattern USED_ACTION = Pattern.compile("uses: *(\\S+)(.*)");

    @Test
    void servers_are_given_only_settings_that_are_documented() throws IOException {
        Set<String> documented = documentedSettings();
        assertThat(documented).contains("MUSTER_HOME", "MUSTER_DATABASE_URL");

        Set<String> given =
                new TreeSet<>(map(one(kubernetes(), "ConfigMap"), "data").keySet());
        list(container(), "env").forEach(variable -> given.add((String) variable.get("name")));
        given.addAll(map(map(map(yaml(COMPOSE).getFirst(), "services"), "muster"), "environment")
                .keySet());

        assertThat(given).isSubsetOf(documented).hasSizeGreaterThan(5);
    }

    @Test
    void probes_ask_what_the_server_answers_to_everybody() throws IOException {
        Map<String, Object> container = container();

        assertThat(map(map(container, "livenessProbe"), "httpGet")).containsEntry("path", "/health/live");
        assertThat(map(map(container, "readinessProbe"), "httpGet")).containsEntry("path", "/health/ready");
        assertThat(map(map(container, "startupProbe"), "httpGet")).containsEntry("path", "/health/live");
        assertThat(list(container, "ports").getFirst()).containsEntry("containerPort", 8080);
    }

    @Test
    void two_servers_run_with_no_more_rights_than_they_need() throws IOException {
        Map<String, Object> spec = map(one(kubernetes(), "Deployment"), "spec");
        Map<String, Object> container = container();

        assertThat(spec).containsEntry("replicas", 2);
        assertThat(map(container, "securityContext"))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false);
        assertThat(map(map(map(spec, "template"), "spec"), "securityContext")).containsEntry("runAsNonRoot", true);
        assertThat(map(map(container, "resources"), "limits")).containsKey("memory");
        assertThat(map(one(kubernetes(), "PodDisruptionBudget"), "spec")).containsEntry("minAvailable", 1);
        assertThat(map(map(yaml(COMPOSE).getFirst(), "services"), "muster")).containsEntry("read_only", true);
    }

    @Test
    void objects_of_kubernetes_find_each_other_by_their_labels() throws IOException {
        Map<String, Object> labels =
                map(map(map(map(one(kubernetes(), "Deployment"), "spec"), "template"), "metadata"), "labels");

        assertThat(map(map(one(kubernetes(), "Service"), "spec"), "selector")).isEqualTo(labels);
        assertThat(map(map(map(one(kubernetes(), "PodDisruptionBudget"), "spec"), "selector"), "matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    void no_secret_stands_in_what_is_shipped() throws IOException {
        assertThat(kubernetes()).noneMatch(part -> "Secret".equals(part.get("kind")));
        assertThat(map(one(kubernetes(), "ConfigMap"), "data").keySet()).noneMatch(name -> name.endsWith("PASSWORD"));
    }

    @Test
    void workflows_use_actions_by_their_commit() throws IOException {
        List<String> used = new ArrayList<>();
        try (Stream<Path> workflows = Files.list(ROOT.resolve(".github/workflows"))) {
            for (Path workflow : workflows.toList()) {
                assertThat(yaml(workflow)).hasSize(1);
                USED_ACTION.matcher(Files.readString(workflow)).results().forEach(action -> used.add(action.group()));
            }
        }

        assertThat(used)
                .isNotEmpty()
                .allMatch(action -> action.contains("uses: ./")
                        || action.matches("uses: [\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void the_version_is_the_one_that_the_changes_and_the_image_name() throws IOException {
        String version = version(ROOT.resolve("pom.xml"), "<artifactId>muster</artifactId>");

        assertThat(Files.readString(ROOT.resolve("CHANGELOG.md"))).contains("\n## " + version + "\n");
        assertThat(version(ROOT.resolve("deploy/pom.xml"), "<artifactId>muster-image</artifactId>"))
                .isEqualTo(version);
    }

    private static String version(Path pom, String after) throws IOException {
        String text = Files.readString(pom);
        String rest = text.substring(text.indexOf(after));
        return rest.substring(rest.indexOf("<version>") + "<version>".length(), rest.indexOf("</version>"));
    }

    private static Set<String> documentedSettings() throws IOException {
        Set<String> settings = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/operations.md"))) {
            SETTING.matcher(line)
                    .results()
                    .flatMap(row -> NAME.matcher(row.group(1)).results())
                    .map(MatchResult::group)
                    .forEach(settings::add);
        }
        return settings;
    }

    private static List<Map<String, Object>> kubernetes() throws IOException {
        return yaml(KUBERNETES);
    }

    private static Map<String, Object> container() throws IOException {
        Map<String, Object> pod = map(map(map(one(kubernetes(), "Deployment"), "spec"), "template"), "spec");
        return list(pod, "containers").getFirst();
    }

    private static Map<String, Object> one(List<Map<String, Object>> parts, String kind) {
        assertThat(parts).filteredOn("kind", kind).hasSize(1);
        return parts.stream()
                .filter(part -> kind.equals(part.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // the shape of a YAML file is what is tested here
    private static List<Map<String, Object>> yaml(Path file) throws IOException {
        var parts = new ArrayList<Map<String, Object>>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(Files.readString(file))
                .forEach(part -> parts.add((Map<String, Object>) part));
        return parts;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> whole, String name) {
        return (Map<String, Object>) Objects.requireNonNull(whole.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> whole, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(whole.get(name), name);
    }
}
