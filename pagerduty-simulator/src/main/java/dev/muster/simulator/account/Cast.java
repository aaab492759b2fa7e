package dev.muster.simulator.account;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The people and machines an account is filled with.
public final class Cast {

    /// @param name    as the account shows it, in any script
    /// @param mailbox what stands before the `@`, ASCII, unique in one cast
    public record Person(String name, String mailbox) {}

    /// People whose names find the faults of software; the first of every account, after its owner.
    private static final List<Person> MEMORABLE = List.of(
            new Person("Siobhán O'Connor", "siobhan.oconnor"),
            new Person("נועה בן־דוד", "noa.ben-david"),
            new Person("Łukasz Żółkiewski", "lukasz.zolkiewski"),
            new Person(
                    "Maximiliana Wilhelmine Freifrau von Hohenstein-Wallersee zu Unterschleichersbach und Neukirchen",
                    "maximiliana.hohenstein"),
            new Person("Nguyễn Thị Minh Châu", "minhchau.nguyen"),
            new Person("李 美玲", "meiling.li"),
            new Person("Þórunn Ægisdóttir", "thorunn.aegisdottir"),
            new Person("Li", "li"));

    private static final List<Person> MACHINES = List.of(
            new Person("Terraform Automation", "svc-terraform"),
            new Person("Grafana Bot", "grafana-bot"),
            new Person("Deploy Pipeline", "svc-deploy"),
            new Person("Status Page Sync", "svc-statuspage"),
            new Person("ChatOps Bot", "chatops-bot"),
            new Person("Runbook Runner", "svc-runbook"));

    private static final List<String> GIVEN = words("""
            Ana Björn Chiara Dmitri Élodie Fatima Gustavo Hana İbrahim Jürgen Kavya Léa Mateusz Nadia Øyvind Paulo
            Rosa Søren Tomáš Ursula Vikram Wanjiru Ximena Yuki Zoë Amélie Bilal Carlos Dorota Emeka Fernanda Giulia
            Henrik Ines João Katarzyna Lars Mónica Niamh Oksana Priya Rafael Şebnem Thandiwe Uchenna Valentina Wei
            Xiulan Yasmin Zuzana Aaliyah Bruno Camila Daan Esra Filip Grace Hiroshi Isabela Jakub Kwame Ljiljana
            Mehmet Noor Olga Pilar Quentin Ravi Sofía Tariq Umar Věra Wiebke Yannick Željko Aditi Benoît Chidi Désirée
            """);

    private static final List<String> FAMILY = words("""
            Lima Andersson Rossi Volkov Dubois Haddad Ferreira Kovács Yılmaz Müller Iyer Moreau Nowak Petrova Hansen
            Santos García Jørgensen Novák Weber Sharma Kamau Hernández Tanaka Bakker Lefèvre Khan Mendoza Wiśniewska
            Okafor Souza Bianchi Lindqvist Marques Gonçalves Zielińska Nilsson Peña Byrne Shevchenko Patel Oliveira
            Öztürk Dlamini Eze Morales Chen Zhang Rahimi Horváth Robinson Almeida Castillo Visser Demir Dvořák Mensah
            Suzuki Cardoso Wójcik Asante Đorđević Kaya Ahmed Ivanova Navarro Laurent Reddy Muñoz Aziz Bello Růžičková
            Schröder Girard Marković Gupta Bernard Obi François Sato Ólafsson Peeters Silva Brown Nakamura Costa
            """);

    private final RandomGenerator random;
    private final Map<String, Integer> mailboxes = new HashMap<>();
    private final Set<String> taken;
    private int people;
    private int machines;

    Cast(RandomGenerator random) {
        this(random, Set.of());
    }

    /// @param taken mailboxes that nobody of this cast gets
    public Cast(RandomGenerator random, Set<String> taken) {
        this.random = random;
        this.taken = Set.copyOf(taken);
    }

    /// The first is anyone, then come the memorable ones, then anyone again.
    Person nextPerson() {
        int place = people++;
        return place > 0 && place <= MEMORABLE.size() ? unique(MEMORABLE.get(place - 1)) : anyone();
    }

    /// A service account.
    Person nextMachine() {
        var machine = MACHINES.get(machines % MACHINES.size());
        int round = machines++ / MACHINES.size() + 1;
        return unique(round == 1 ? machine : new Person(machine.name() + " " + round, machine.mailbox()));
    }

    /// The family name of anybody.
    public String familyName() {
        return FAMILY.get(random.nextInt(FAMILY.size()));
    }

    /// Somebody of no fame.
    public Person anyone() {
        String given = GIVEN.get(random.nextInt(GIVEN.size()));
        String family = familyName();
        return unique(new Person(given + " " + family, ascii(given) + "." + ascii(family)));
    }

    private Person unique(Person person) {
        int times = mailboxes.merge(person.mailbox(), 1, Integer::sum);
        var numbered = times == 1 ? person : new Person(person.name(), person.mailbox() + times);
        return taken.contains(numbered.mailbox()) ? unique(person) : numbered;
    }

    private static String ascii(String name) {
        String plain = name.replace("ø", "o")
                .replace("Ø", "O")
                .replace("ł", "l")
                .replace("Ł", "L")
                .replace("đ", "d")
                .replace("Đ", "D")
                .replace("ı", "i")
                .replace("ß", "ss");
        return Normalizer.normalize(plain, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
