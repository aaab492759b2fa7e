package dev.muster.demo;

import dev.muster.tenant.Role;
import java.util.List;

/// Who can sign in to the demo.
final class Cast {
    /// An organisation; its first part is its Administrator.
    record Organisation(String slug, String name, List<Part> parts) {}

    /// @param email two parts with the same one are the same person
    record Part(String name, String email, Role role) {}

    private static final String ANA = "ana.lima@acme.example";

    static final Organisation ACME = new Organisation(
            "acme",
            "Acme",
            List.of(
                    new Part("Ana Lima", ANA, Role.ADMINISTRATOR),
                    new Part("Jonas Weber", "jonas.weber@acme.example", Role.RISK_MANAGER),
                    new Part("Mei Tanaka", "mei.tanaka@acme.example", Role.REVIEWER),
                    new Part("Omar Haddad", "omar.haddad@acme.example", Role.AUDITOR)));

    /// Ana belongs here too, so that there is a tenant to switch to.
    static final Organisation GLOBEX = new Organisation(
            "globex",
            "Globex",
            List.of(
                    new Part("Grace Okafor", "grace.okafor@globex.example", Role.ADMINISTRATOR),
                    new Part("Ana Lima", ANA, Role.REVIEWER)));

    private Cast() {}
}
