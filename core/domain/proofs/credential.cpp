#include "core/domain/proofs/credential.h"

#include "core/base/format/json.h"
#include "core/base/hash/hash.h"

namespace entente {

static constexpr std::string_view contexts[] = {
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
};

struct IssuerProfile {
    std::string id;
    std::vector<std::string> type{"Profile"};
    std::string name;
    std::string url;

    void describe(FieldVisitor& v) {
        field(v, "id", id);
        field(v, "type", type);
        field(v, "name", name);
        field(v, "url", url);
    }
};

struct Identity {
    std::string type = "IdentityObject";
    bool hashed = true;
    std::string identity_hash;
    std::string identity_type = "emailAddress";
    std::string salt;

    void describe(FieldVisitor& v) {
        field(v, "type", type);
        field(v, "hashed", hashed);
        field(v, "identityHash", identity_hash);
        field(v, "identityType", identity_type);
        field(v, "salt", salt);
    }
};

struct Criteria {
    std::string narrative;

    void describe(FieldVisitor& v) { field(v, "narrative", narrative); }
};

struct Achievement {
    std::string id;
    std::vector<std::string> type{"Achievement"};
    std::string achievement_type = "Certification";
    std::string name;
    std::string description;
    Criteria criteria;

    void describe(FieldVisitor& v) {
        field(v, "id", id);
        field(v, "type", type);
        field(v, "achievementType", achievement_type);
        field(v, "name", name);
        field(v, "description", description);
        field(v, "criteria", criteria);
    }
};

struct Holder {
    std::string id;
    std::vector<std::string> type{"AchievementSubject"};
    std::vector<Identity> identifier;
    Achievement achievement;

    void describe(FieldVisitor& v) {
        field(v, "id", id);
        field(v, "type", type);
        field(v, "identifier", identifier);
        field(v, "achievement", achievement);
    }
};

struct Claims {
    std::vector<std::string> context{std::begin(contexts), std::end(contexts)};
    std::string id;
    std::vector<std::string> type{"VerifiableCredential", "OpenBadgeCredential"};
    std::string name;
    IssuerProfile issuer;
    std::string valid_from;
    std::string valid_until;
    Holder holder;
    std::int64_t not_before_s = 0;
    std::int64_t expires_s = 0;

    void describe(FieldVisitor& v) {
        field(v, "@context", context);
        field(v, "id", id);
        field(v, "type", type);
        field(v, "name", name);
        field(v, "issuer", issuer);
        field(v, "validFrom", valid_from);
        field(v, "validUntil", valid_until);
        field(v, "credentialSubject", holder);
        field(v, "iss", issuer.id);
        field(v, "jti", id);
        field(v, "sub", holder.id);
        field(v, "nbf", not_before_s);
        field(v, "exp", expires_s);
    }
};

static std::string hex(const Sha256& hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : hash) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

std::string identity_hash(std::string_view email, std::string_view salt) {
    std::string text(email);
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    text += salt;
    return "sha256$" + hex(sha256(bytes_from_text(text)));
}

static std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        if (!text.empty()) text += "; ";
        text += item;
    }
    return text;
}

std::string credential_json(
    const CredentialIssuer& issuer, const CredentialSubject& subject, const Level& level
) {
    check(subject.body.level == level.key);
    const Moment from = start_of(subject.body.awarded_on);
    // The last day holds to its end.
    const Moment until = start_of(subject.body.expires_on + Days{1});
    const std::string salt = text_from_id(derived_id(subject.certificate, "salt", 0));
    Claims claims;
    claims.id = issuer.url + "/credentials/" + text_from_id(subject.certificate);
    claims.name = level.name;
    claims.issuer.id = issuer.url;
    claims.issuer.name = issuer.name;
    claims.issuer.url = issuer.url;
    claims.valid_from = text_from_moment(from);
    claims.valid_until = text_from_moment(until);
    claims.not_before_s = from.ms / 1'000;
    claims.expires_s = until.ms / 1'000;
    Identity identity;
    identity.identity_hash = identity_hash(subject.email, salt);
    identity.salt = salt;
    // Says nothing beyond this one badge: another of the same person has another.
    claims.holder.id = claims.id + "#holder";
    claims.holder.identifier = {std::move(identity)};
    claims.holder.achievement.id = issuer.url + "/achievements/" + level.key;
    claims.holder.achievement.name = level.name;
    // The standard asks for both; a level that says neither has its name.
    claims.holder.achievement.description =
        level.content.empty() ? level.name : listed(level.content);
    claims.holder.achievement.criteria.narrative =
        level.award_text.empty() ? level.name : level.award_text;
    return json_from(claims);
}

}  // namespace entente
