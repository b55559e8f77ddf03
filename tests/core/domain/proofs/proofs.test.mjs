// The calendar and the credential as programs of others read them: ical.js and jose.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import test from 'node:test';
import ICAL from 'ical.js';
import {SignJWT, generateKeyPair, jwtVerify} from 'jose';

const program = process.env.ENTENTE_PRINT_PROOFS;
assert.ok(program, 'ENTENTE_PRINT_PROOFS names the program that prints them');
const printed = JSON.parse(execFileSync(program, {encoding: 'utf8'}));
const claims = JSON.parse(printed.credential);
const dayMs = 24 * 60 * 60 * 1000;
const awarded = Date.parse(printed.awarded_on);
const dayAfterLast = Date.parse(printed.expires_on) + dayMs;

function eventsOf(text) {
    const calendar = new ICAL.Component(ICAL.parse(text));
    assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
    return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

test('calendar: every text comes back as it was, and none became a line of its own', () => {
    const events = eventsOf(printed.calendar);
    assert.deepEqual(
        events.map((event) => event.summary),
        printed.summaries,
    );
    assert.deepEqual(
        events.map((event) => event.description),
        printed.summaries,
    );
    assert.equal(new Set(events.map((event) => event.uid)).size, events.length);
    for (const event of events) {
        const url = event.component.getFirstPropertyValue('url');
        assert.equal(url, 'https://portal.example/certifications?a=1,2;3');
    }
});

test('calendar: a certificate ends on one whole day, with a reminder 60 days before', () => {
    for (const event of eventsOf(printed.calendar)) {
        assert.ok(event.startDate.isDate);
        assert.equal(event.startDate.toString(), printed.expires_on);
        assert.equal(event.duration.toSeconds() * 1000, dayMs);
        assert.equal(event.sequence, 7);
        const [alarm] = event.component.getAllSubcomponents('valarm');
        const trigger = alarm.getFirstPropertyValue('trigger');
        assert.equal(trigger.toSeconds(), -60 * 24 * 60 * 60);
        assert.equal(alarm.getFirstPropertyValue('action'), 'DISPLAY');
    }
});

test('calendar: no line is longer than 75 octets', () => {
    for (const line of printed.calendar.split('\r\n')) {
        assert.ok(Buffer.byteLength(line) <= 75, line);
        assert.ok(!line.includes('\n'));
    }
});

test('credential: it has what Open Badges 3.0 requires of an AchievementCredential', () => {
    assert.equal(claims['@context'][0], 'https://www.w3.org/ns/credentials/v2');
    assert.match(claims['@context'][1], /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\//);
    assert.deepEqual(claims.type, ['VerifiableCredential', 'OpenBadgeCredential']);
    for (const url of [claims.id, claims.issuer.id, claims.credentialSubject.achievement.id]) {
        assert.equal(new URL(url).protocol, 'https:');
    }
    assert.deepEqual(claims.issuer.type, ['Profile']);
    const subject = claims.credentialSubject;
    assert.deepEqual(subject.type, ['AchievementSubject']);
    assert.deepEqual(subject.achievement.type, ['Achievement']);
    for (const text of [
        subject.achievement.name,
        subject.achievement.description,
        subject.achievement.criteria.narrative,
    ]) {
        assert.ok(text.length > 0);
    }
    assert.equal(Date.parse(claims.validFrom), awarded);
    assert.equal(Date.parse(claims.validUntil), dayAfterLast);
});

test('credential: the holder is known by a salted hash of the address and nothing else', () => {
    const [identity] = claims.credentialSubject.identifier;
    assert.equal(identity.type, 'IdentityObject');
    assert.equal(identity.hashed, true);
    const hash = createHash('sha256').update(printed.email.toLowerCase() + identity.salt);
    assert.equal(identity.identityHash, `sha256$${hash.digest('hex')}`);
    assert.ok(!printed.credential.toLowerCase().includes('prado'));
});

test('credential: signed as a token it holds from its first day to its last', async () => {
    const {publicKey, privateKey} = await generateKeyPair('ES256');
    const token = await new SignJWT(claims)
        .setProtectedHeader({alg: 'ES256', typ: 'JWT', kid: `${printed.issuer}/keys/1`})
        .sign(privateKey);
    const verify = (ms, key = publicKey) =>
        jwtVerify(token, key, {issuer: printed.issuer, currentDate: new Date(ms)});
    const {payload} = await verify(awarded);
    assert.deepEqual(payload, claims);
    assert.equal(payload.jti, claims.id);
    assert.equal(payload.sub, claims.credentialSubject.id);
    await verify(dayAfterLast - 1000);
    await assert.rejects(verify(awarded - 1000), {code: 'ERR_JWT_CLAIM_VALIDATION_FAILED'});
    await assert.rejects(verify(dayAfterLast), {code: 'ERR_JWT_EXPIRED'});
    const other = await generateKeyPair('ES256');
    await assert.rejects(verify(awarded, other.publicKey), {
        code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
});
