#include "core/domain/demo/names.h"

namespace entente {

static constexpr std::string_view first_names[] = {
    "Amara",  "Anders", "Beatriz", "Caleb",  "Chiara", "Daniel", "Elif",   "Emeka",  "Farah",
    "Felix",  "Grace",  "Hana",    "Ingrid", "Ivan",   "Jana",   "Jorge",  "Keiko",  "Kwame",
    "Leila",  "Lucas",  "Mei",     "Mikael", "Nadia",  "Noah",   "Olivia", "Pavel",  "Quentin",
    "Rania",  "Ravi",   "Sofia",   "Stefan", "Tariq",  "Teresa", "Uma",    "Victor", "Wanjiru",
    "Xavier", "Yusuf",  "Zofia",   "Arjun",  "Minjun"};

static constexpr std::string_view last_names[] = {
    "Abbott",  "Bergström", "Castillo", "Dubois",   "Eriksen",  "Fontaine", "Ghosh",
    "Hoffman", "Ibrahim",   "Jensen",   "Kowalski", "Lindgren", "Moreau",   "Nakamura",
    "Osei",    "Petrov",    "Quinn",    "Rossi",    "Silva",    "Tanaka",   "Ueda",
    "Varga",   "Walker",    "Yilmaz",   "Zhang",    "Park",     "Iyer",     "Novak"};

static constexpr std::string_view customer_first[] = {
    "Alder",  "Birch",   "Copper",   "Delta",     "Eastline", "Fjord",    "Granite",   "Halcyon",
    "Indigo", "Juniper", "Keystone", "Larkspur",  "Meridian", "Northway", "Orchard",   "Pioneer",
    "Quarry", "Redwood", "Summit",   "Tidewater", "Umber",    "Vantage",  "Westbrook", "Yarrow",
    "Zenith", "Beacon",  "Cobalt",   "Drift",     "Elmstead", "Falcon",   "Glacier",   "Hollow"};

static constexpr std::string_view customer_second[] = {
    "Freight",   "Foods",   "Health",  "Mutual",    "Motors", "Textiles", "Power",     "Retail",
    "Chemicals", "Airways", "Pharma",  "Insurance", "Steel",  "Ports",    "Water",     "Hospitals",
    "Robotics",  "Paper",   "Markets", "Bank",      "Optics", "Ceramics", "Aerospace", "Dairy"};

static constexpr std::string_view legal_forms[] = {"Inc.", "Ltd", "GmbH", "SA", "LLC", "AB", "KK"};

static constexpr DemoSubject subjects[] = {
    {"Fleet automation",
     "Automate fleet inspection work orders across all depots and hand exceptions to planners.",
     "transport"},
    {"Claims triage",
     "Sort incoming claims by complexity and delegate the simple ones to agents within minutes.",
     "insurance"},
    {"Line planning",
     "Plan production lines from orders and stock each night and let planners approve changes.",
     "manufacturing"},
    {"Grid work orders",
     "Turn sensor alarms of the grid into work orders and route them to the nearest crew.",
     "energy"},
    {"Clinical task routing",
     "Route clinical tasks to the right ward and role and follow up on what is overdue.",
     "healthcare"},
    {"Returns automation",
     "Decide on returns by policy within a minute and hand disputed ones to the service desk.",
     "retail"},
    {"Permit intake",
     "Read permit applications, ask for what is missing and prepare decisions for the clerks.",
     "government"},
    {"Sample tracking",
     "Track every laboratory sample from receipt to report and explain each delay to its owner.",
     "life_sciences"},
    {"Dock scheduling",
     "Schedule dock doors by arrival and priority and tell carriers about every change at once.",
     "logistics"},
    {"Month-end close",
     "Reconcile accounts during the month and leave people only the differences to explain.",
     "financial_services"},
    {"Quality records",
     "Collect quality records along the line and block what fails before it is shipped.",
     "automotive"},
    {"Street works planning",
     "Combine street works of all departments into one plan and inform residents in time.",
     "smart_cities"},
};

template <typename Value, std::size_t size>
static const Value& at(const Value (&list)[size], std::size_t index) {
    return list[index % size];
}

std::string demo_person_name(std::size_t index) {
    // The step shares no factor with the length, so that neighbors differ in both names.
    const std::string first(at(first_names, index * 17));
    const std::string last(at(last_names, index * 11 + index / std::size(last_names)));
    return first + " " + last;
}

// Lower-case letters and digits; the few accented letters of our own lists lose their accent.
static std::string slug(std::string_view name, std::string_view separator) {
    std::string text;
    for (std::size_t i = 0; i < name.size(); i++) {
        const char c = name[i];
        if (c >= 'A' && c <= 'Z') text += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) text += c;
        if (c == ' ') text += separator;
        if (name.substr(i, 2) == "ö") text += 'o';
    }
    return text;
}

std::string demo_email(std::string_view name, std::string_view domain) {
    return slug(name, ".") + "@" + std::string(domain);
}

// A company's made-up name: "Norvela". Neighbors differ in all three syllables, and tens of
// thousands come up before one repeats.
static std::string coined(std::size_t index) {
    static constexpr std::string_view beginnings[] = {
        "Ad",  "Bel", "Cor", "Dav", "El",  "Far", "Gal", "Hel", "Is",  "Jor", "Kal", "Lor", "Mar",
        "Nor", "Or",  "Pel", "Qui", "Ros", "Sal", "Tor", "Ul",  "Var", "Wil", "Xan", "Yor", "Zel",
        "Bra", "Cla", "Dre", "Fre", "Gri", "Kro", "Pla", "Ska", "Ste", "Tri", "Vio"};
    static constexpr std::string_view middles[] = {
        "a",  "be", "ci", "do",  "e",  "fi",  "ga",  "he",  "i",  "ja", "ke",
        "lo", "mi", "na", "o",   "pe", "ri",  "so",  "ta",  "u",  "ve", "wi",
        "xo", "ya", "ze", "bri", "da", "gro", "lla", "mma", "sta"};
    static constexpr std::string_view ends[] = {
        "ba",   "cor", "dex", "dine", "fort", "gan",  "ka",   "lane", "lo",  "mar",
        "mont", "na",  "nix", "per",  "ra",   "rell", "ron",  "sen",  "sol", "tan",
        "tek",  "ter", "tis", "ton",  "va",   "vane", "ward", "wick", "zan"};
    std::string name(at(beginnings, index));
    name += at(middles, index / std::size(beginnings) + index);
    name += at(ends, index / std::size(beginnings) / std::size(middles) + index);
    return name;
}

DemoCustomer demo_customer(std::size_t index) {
    constexpr std::size_t pairs = std::size(customer_first) * std::size(customer_second);
    std::string name;
    if (index < pairs) {
        // 325 shares no factor with the number of pairs, so all of them come up.
        const std::size_t pair = index * 325 % pairs;
        name = customer_first[pair % std::size(customer_first)];
        name += " ";
        name += customer_second[pair / std::size(customer_first)];
    } else {
        // Names that begin alike would each have to be looked at for being one customer's.
        constexpr std::size_t names = std::size_t{37} * 31 * 29;
        const std::size_t other = index - pairs;
        name = coined(other);
        name += " ";
        name += at(customer_second, other * 5 + other / names);
    }
    return {
        .legal_name = name + " " + std::string(at(legal_forms, index)),
        .domain = slug(name, "") + ".example"};
}

const DemoSubject& demo_subject(std::size_t index) {
    return at(subjects, index);
}

}  // namespace entente
