package dev.muster.rights;

import dev.muster.connector.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Resources that every decision about one account is the same about: those of one type with the same owners, on which
/// the account holds the same, and which were read or not read alike.
///
/// @param owners groups that own them
/// @param held   what the account holds on the resource itself
/// @param feed   id of the feed that told them
/// @param unread id of the one resource, when it is a part that could not be read; none otherwise
record ResourceClass(
        String type,
        List<Owning> owners,
        Set<String> held,
        String feed,
        @Nullable String unread) {
    /// The class of a resource `r`, as [#parse(String)] takes it.
    static final String SPELLED = """
            jsonb_build_array(
                r.type,
                case when r.type = any (:groups) then jsonb_build_array(jsonb_build_array(r.type, r.external_id, ''))
                     else coalesce((select jsonb_agg(distinct jsonb_build_array(o.from_type, o.from_id,
                                                                                coalesce(o.attributes ->> 'level', '')))
                                      from link o
                                     where o.tenant_id = :tenant and o.integration_id = :integration
                                       and o.to_type = r.type and o.to_id = r.external_id
                                       and o.from_type = any (:groups) and o.relation = :owns
                                       and holds(o.from_revision, o.to_revision, :revision, :newest)), '[]') end,
                coalesce((select jsonb_agg(distinct g.value)
                            from access_grant g
                           where g.tenant_id = :tenant and g.integration_id = :integration
                             and g.account_type = :accountType and g.account_id = :account
                             and g.resource_type = r.type and g.resource_id = r.external_id
                             and g.feed = any (:feeds)
                             and holds(g.from_revision, g.to_revision, :revision, :newest)), '[]'),
                r.feed,
                case when (r.type, r.external_id) in (select u.type, u.id
                                                        from unnest(cast(:unreadTypes as text[]),
                                                                    cast(:unreadIds as text[])) as u (type, id))
                     then r.external_id end)::text as exactly
            """;

    private static final String PART = "\u001e";
    private static final String ONE_OF_SEVERAL = "\u001f";

    ResourceClass {
        owners = List.copyOf(owners);
        held = Set.copyOf(held);
    }

    /// @param level on the link from the group to what it owns; empty when it tells none
    record Owning(Key group, String level) {
        /// As statements spell it: `["group", "G01", "push"]`.
        static Owning of(JsonNode parts) {
            return new Owning(
                    new Key(parts.get(0).asString(), parts.get(1).asString()),
                    parts.get(2).asString());
        }

        /// As statements spell several.
        static List<Owning> several(JsonNode all) {
            return all.valueStream().map(Owning::of).toList();
        }
    }

    /// What is the same of resources that are alike to an account which has nothing to do with them.
    ///
    /// @param owners number of each group that owns them and level on its link, in order
    record Alike(
            String type,
            List<String> owners,
            String feed,
            @Nullable String unread) {
        Alike {
            owners = owners.stream().sorted().toList();
        }
    }

    /// The groups that own them.
    List<Key> groups() {
        return owners.stream().map(Owning::group).distinct().toList();
    }

    /// The class of one resource: `["repository", [["group", "G01", "push"]], [], "repositories", null]`.
    static ResourceClass parse(String exactly) {
        JsonNode parts = JsonMapper.shared().readTree(exactly);
        return new ResourceClass(
                parts.get(0).asString(),
                Owning.several(parts.get(1)),
                parts.get(2).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()),
                parts.get(3).asString(),
                parts.get(4).isNull() ? null : parts.get(4).asString());
    }

    /// The class of resources whose owners are known by their numbers, with an example for each.
    ///
    /// @param alike as [Strangers] has it: four parts, and several of one, with signs between that nothing holds
    static ResourceClass parse(String alike, Strangers strangers) {
        String[] parts = alike.split(PART, -1);
        return new ResourceClass(
                parts[0],
                several(parts[1])
                        .map(owner -> owner.split(" ", 2))
                        .map(owner -> new Owning(strangers.example(Integer.parseInt(owner[0])), owner[1]))
                        .toList(),
                Set.of(),
                parts[2],
                parts[3].isEmpty() ? null : parts[3]);
    }

    /// To whom has nothing to do with them.
    Alike alike(Strangers strangers) {
        return new Alike(
                type,
                owners.stream()
                        .map(owning -> strangers.number(owning.group()) + " " + owning.level())
                        .toList(),
                feed,
                unread);
    }

    private static Stream<String> several(String spelled) {
        return spelled.isEmpty() ? Stream.empty() : Arrays.stream(spelled.split(ONE_OF_SEVERAL, -1));
    }
}
