package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.host.Disagreements;
import dev.muster.host.FeedCertificate;
import dev.muster.ledger.Revision;
import dev.muster.ledger.RunKey;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Unread.Gap;
import dev.muster.sync.RunHistory;
import dev.muster.web.Figures;
import dev.muster.web.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Compares what the witnesses of memberships told in the run of a revision: the list of a group, and the records of
/// its
/// members where the application has them. Runs in the caller's tenant transaction.
@Component
class Witnesses {
    private final RunHistory runs;

    Witnesses(RunHistory runs) {
        this.runs = runs;
    }

    /// @param sentences without full stops
    /// @param differ    whether the certificate of the run tells more
    record Said(List<String> sentences, boolean differ) {
        static final Said NOTHING = new Said(List.of(), false);

        Said {
            sentences = List.copyOf(sentences);
        }
    }

    /// Of the members of a group; nothing of anything else.
    ///
    /// @param levels how often each level is held in it, by its raw value
    Said of(Revision revision, Description application, @Nullable Rulebook book, Key group, Map<String, Long> levels) {
        if (book == null || !application.is(group.type(), Part.GROUP)) {
            return Said.NOTHING;
        }
        Optional<Gap> gap = book.unreadMembers(group);
        if (gap.isPresent()) {
            return new Said(
                    List.of("%s: these are the members that were known before"
                            .formatted(Spelling.capital(gap.get().words()))),
                    false);
        }
        long all = levels.values().stream().mapToLong(Long::longValue).sum();
        long alone = levels.entrySet().stream()
                .filter(level -> level.getKey().startsWith(HolderList.MADE_UP))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return said(application, group, all - alone, alone, disagreements(revision, book));
    }

    private static Said said(Description application, Key group, long listed, long alone, List<Disagreements> told) {
        long differing = told.stream()
                .flatMap(feed -> feed.first().stream())
                .map(Disagreement::about)
                .filter(about -> about.contains(group))
                .count();
        boolean allKept = told.stream().allMatch(feed -> feed.first().size() == feed.count());
        String noun = Description.inText(application.noun(Part.GROUP));
        List<String> sentences = new ArrayList<>();
        sentences.add("%s by the list of the %s%s"
                .formatted(
                        Figures.grouped(listed),
                        noun,
                        alone == 0
                                ? ""
                                : ", %s more by the members' own records alone".formatted(Figures.grouped(alone))));
        if (differing > 0) {
            sentences.add(
                    "On %s two witnesses disagree".formatted(Figures.counted(differing, "membership", "memberships")));
        } else if (!allKept) {
            sentences.add("The run met more disagreements than are kept one by one, so some may be about this " + noun);
        } else if (alone == 0) {
            sentences.add("Nothing else that was read says otherwise");
        }
        return new Said(sentences, differing > 0 || !allKept);
    }

    private List<Disagreements> disagreements(Revision revision, Rulebook book) {
        var run = new RunKey(revision.integration().key(revision.tenant()), revision.run());
        return runs.certificate(run).feeds().stream()
                .filter(feed -> book.rules().sources().memberships().contains(feed.feed()))
                .map(FeedCertificate::disagreements)
                .toList();
    }
}
