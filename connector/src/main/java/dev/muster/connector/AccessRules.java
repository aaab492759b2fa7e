package dev.muster.connector;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an application adds up levels of access to what an account can do with one object. Pure: the same question has
/// the same answer for ever, and nothing is read.
///
/// The host finds what a question needs in the rows of the connector: the level that is held on [#whole], the
/// resources that own the object by links of the relation [#OWNS], and the levels held on those. A resource of the
/// type [#group] counts as its own owner.
public interface AccessRules {
    /// The relation of an owner to what it owns.
    String OWNS = "owns";

    /// The resource that stands for the application as a whole.
    Key whole();

    /// The type of resource that owns others and has members: `team`.
    String group();

    /// The rights there are on each type of object these rules decide about, in the order to show the types in.
    List<Kind> kinds();

    /// What the rules cannot take into account, in one sentence; the same for every decision.
    String bound();

    Decision decide(Question question);

    /// A type of object.
    ///
    /// @param type   as rows name it: `escalation_policy`
    /// @param noun   in the singular: `Escalation policy`
    /// @param rights that exist on it
    record Kind(String type, String noun, Set<Right> rights) {
        public Kind {
            rights = Set.copyOf(rights);
        }
    }

    /// All that a decision depends on.
    ///
    /// @param application attributes of [AccessRules#whole]
    /// @param level       what the account holds on the application as a whole; none when that is not known
    /// @param type        of the object
    /// @param owners      who owns the object, in any order; nobody when it belongs to all
    record Question(
            Map<String, String> application, @Nullable String level, String type, List<Owner> owners) {
        public Question {
            application = Map.copyOf(application);
            owners = List.copyOf(owners);
        }
    }

    /// An owner of the object, as the account stands to it.
    ///
    /// @param name       for the sentence: `Payments`
    /// @param attributes of the owner: `private`
    /// @param level      what the account holds on it; none for who is not in it
    record Owner(
            String name,
            Map<String, String> attributes,
            @Nullable String level) {
        public Owner {
            attributes = Map.copyOf(attributes);
        }
    }

    /// @param rights   what the account can do, within the rights of the kind; nothing when it cannot even see it
    /// @param rule     what decided, in few words: `Team role`
    /// @param sentence why, for people; without a full stop
    /// @param certain  whether the rules know the levels they met; nobody can tell the rights behind an unknown one
    record Decision(Set<Right> rights, String rule, String sentence, boolean certain) {
        public Decision {
            rights = Set.copyOf(rights);
        }
    }
}
