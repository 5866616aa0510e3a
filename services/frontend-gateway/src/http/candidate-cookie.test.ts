import { expect, it } from 'vitest';
import { createCandidateCookie, newCandidateId } from './candidate-cookie.ts';

const cookie = createCandidateCookie(['a secret of some length'], () => 8081);
const id = newCandidateId();
const plain = { secure: false };
const https = { secure: true };
const pair = (header: string) => header.split(';')[0] ?? '';

it('recognises the candidate it was given to, among other cookies', () => {
  const header = cookie.write(id, { secure: false });
  expect(cookie.read(`theme=dark; ${pair(header)}; x=1`, plain)).toEqual({
    candidateId: id,
    owners: [id],
    isPlantable: false,
  });
  expect(header).toMatch(/^ringback_candidate_8081=.*; HttpOnly; SameSite=Lax$/);
});

it('belongs to this host alone when pages come by https, and is believed before the other one', () => {
  const header = cookie.write(id, { secure: true });
  expect(header).toMatch(
    /^__Host-ringback_candidate=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const planted = pair(cookie.write(newCandidateId(), { secure: false }));
  const known = { candidateId: id, owners: [id], isPlantable: false };
  expect(cookie.read(`${planted}; ${pair(header)}`, https)).toEqual(known);
  expect(cookie.readAll(`${planted}; ${pair(header)}`)).toContain(id);
});

it('is removed under the names and attributes that it was given with', () => {
  for (const secure of [false, true]) {
    const given = cookie.write(id, { secure });
    const [forgotten = '', ...others] = cookie.forget({ secure });
    expect(pair(forgotten)).toBe(`${pair(given).split('=')[0]}=`);
    expect(forgotten).toContain('Max-Age=0');
    expect(forgotten.includes('; Secure')).toBe(secure);
    expect(forgotten).toContain('; Path=/; HttpOnly');
    expect(cookie.read(pair(forgotten), { secure })).toBeNull();
    // On https two more cookies are read.
    expect(others.map(pair)).toEqual(
      secure ? ['__Host-ringback_former_candidate=', 'ringback_candidate_8081='] : [],
    );
  }
});

it('gives a candidate who came with a cookie that others could have planted another id, and leaves them their sessions', () => {
  const planted = pair(cookie.write(id, plain));
  const known = cookie.read(planted, https);
  if (known === null) throw new Error('nobody');
  expect(known).toEqual({ candidateId: id, owners: [id], isPlantable: true });
  const next = newCandidateId();
  const [own = '', former = '', gone = '', ...more] = cookie.succeed(known, next, https);
  expect(more).toEqual([]);
  expect(gone).toMatch(/^ringback_candidate_8081=; Max-Age=0; /);
  for (const header of [own, former]) expect(header).toMatch(/^__Host-.*; Path=\/; HttpOnly; Secure;/);
  const held = `${pair(own)}; ${pair(former)}`;
  expect(cookie.read(held, https)).toEqual({
    candidateId: next,
    owners: [next, id],
    isPlantable: false,
  });
  // A cookie that is planted later is not believed.
  const later = pair(cookie.write(newCandidateId(), plain));
  expect(cookie.read(`${later}; ${held}`, https)?.owners).toEqual([next, id]);
  expect(cookie.read(pair(former), https)).toBeNull();
});

it('is a single cookie when pages come by http', () => {
  const known = cookie.read(pair(cookie.write(id, plain)), plain);
  if (known === null) throw new Error('nobody');
  const next = newCandidateId();
  expect(cookie.succeed(known, next, plain)).toEqual([cookie.write(next, plain)]);
});

it('does not believe another port, another secret, a changed name, or an empty cookie', () => {
  const ours = pair(cookie.write(id, { secure: false }));
  expect(createCandidateCookie(['a secret of some length'], () => 8082).read(ours, plain)).toBeNull();
  expect(createCandidateCookie(['another secret of length'], () => 8081).read(ours, plain)).toBeNull();
  expect(cookie.read(ours.replace('can_', 'can-'), plain)).toBeNull();
  expect(cookie.read(undefined, plain)).toBeNull();
  expect(cookie.read('ringback_candidate_8081=can_0123456789', plain)).toBeNull();
});

it('is believed after a change of the secret, until the old secret is removed', () => {
  const ours = pair(cookie.write(id, { secure: false }));
  const old = 'a secret of some length';
  const changed = createCandidateCookie(['a newer secret of length', old], () => 8081);
  expect(changed.read(ours, plain)?.candidateId).toBe(id);
  expect(cookie.read(pair(changed.write(id, plain)), plain)).toBeNull();
});
