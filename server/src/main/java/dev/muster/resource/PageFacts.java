package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.ResourceType.Part;
import dev.muster.explorer.TypeWords;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Revision;
import dev.muster.resource.HolderRows.About;
import dev.muster.resource.ResourcePage.Owner;
import dev.muster.rights.KnownResources;
import dev.muster.rights.Resources.Found;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebook.Group;
import dev.muster.rights.Rulebooks;
import dev.muster.rights.UnreadData;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.Sources;
import dev.muster.tenant.TenantAccess;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds a resource and what every tab of its page says of it. Runs in the caller's tenant transaction.
@Component
class PageFacts {
    private final KnownResources known;
    private final Rulebooks rulebooks;
    private final UnreadData unread;
    private final Catalogue catalogue;
    private final IntegrationHeads heads;

    PageFacts(
            KnownResources known, Rulebooks rulebooks, UnreadData unread, Catalogue catalogue, IntegrationHeads heads) {
        this.known = known;
        this.rulebooks = rulebooks;
        this.unread = unread;
        this.catalogue = catalogue;
        this.heads = heads;
    }

    /// @param about with the revision and what was not read in it
    /// @param owners the groups that own it; nobody owns a group
    /// @param privacy of a group; empty for anything else
    record Facts(About about, Found found, List<Owner> owners, String privacy) {
        Revision revision() {
            return about.revision();
        }

        Description application() {
            return about.application();
        }

        @Nullable
        Rulebook book() {
            return about.book();
        }

        Addresses at() {
            return about.sources().at();
        }

        boolean is(Part part) {
            return application().is(found.key().type(), part);
        }

        /// Whether rights are worked out on resources of this type.
        boolean isRuled() {
            Rulebook rules = book();
            return rules != null && rules.kind(found.key().type()).isPresent();
        }
    }

    /// @throws dev.muster.problem.NoSuchThing when there is none
    Facts of(TenantAccess access, Revision revision, String type, String id) {
        Description application = catalogue.describe(revision.integration());
        Rulebook book = rulebooks.of(revision).orElse(null);
        Found found = known.resource(revision, type, id, book);
        Addresses at = Addresses.of(access, revision.integration(), revision.asOf());
        var sources = new Sources(
                application, revision, book == null ? unread.of(revision, application) : book.unread(), heads, at);
        return new Facts(
                new About(sources, book, found.key()),
                found,
                book == null ? List.of() : owners(book, application, found, at),
                book == null ? "" : privacy(book, found));
    }

    private static String privacy(Rulebook book, Found found) {
        return book.rules().groups().contains(found.key().type())
                ? book.privacy(book.group(found.key())).sentence()
                : "";
    }

    /// A group counts as its own owner for the rules, but not for readers.
    private static List<Owner> owners(Rulebook book, Description application, Found found, Addresses at) {
        if (book.rules().groups().contains(found.key().type())) {
            return List.of();
        }
        return found.owners().stream()
                .map(book::group)
                .map(owner -> new Owner(
                        owner.name(), at.resource(owner.key()).toString(), words(book, owner, application, found)))
                .toList();
    }

    /// `Write, private team`.
    private static String words(Rulebook book, Group owner, Description application, Found found) {
        String privacy = book.privacy(owner)
                .with(Description.inText(TypeWords.noun(application, owner.key().type())));
        return Stream.concat(
                        found.levelsOf(owner.key()).stream()
                                .map(level -> application.title(found.key().type(), level)),
                        Stream.of(privacy))
                .collect(Collectors.joining(", "));
    }
}
