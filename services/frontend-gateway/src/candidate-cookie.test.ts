import { expect, it } from 'vitest';
import { createCandidateCookie, newCandidateId } from './candidate-cookie.ts';

const cookie = createCandidateCookie(['a secret of some length'], () => 8081);
const id = newCandidateId();
const pair = (header: string) => header.split(';')[0] ?? '';

it('recognises whom it was given to, among other cookies', () => {
  const header = cookie.write(id, { secure: false });
  expect(cookie.read(`theme=dark; ${pair(header)}; x=1`)).toBe(id);
  expect(header).toMatch(/^ringback_candidate_8081=.*; HttpOnly; SameSite=Lax$/);
});

it('is this host’s alone where pages come by https, and believed before the other one', () => {
  const header = cookie.write(id, { secure: true });
  expect(header).toMatch(
    /^__Host-ringback_candidate=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const planted = pair(cookie.write(newCandidateId(), { secure: false }));
  expect(cookie.read(`${planted}; ${pair(header)}`)).toBe(id);
  expect(cookie.readAll(`${planted}; ${pair(header)}`)).toContain(id);
});

it('is forgotten under the names and the attributes that it was given with', () => {
  for (const secure of [false, true]) {
    const given = cookie.write(id, { secure });
    const [forgotten = '', ...others] = cookie.forget({ secure });
    expect(pair(forgotten)).toBe(`${pair(given).split('=')[0]}=`);
    expect(forgotten).toContain('Max-Age=0');
    expect(forgotten.includes('; Secure')).toBe(secure);
    expect(forgotten).toContain('; Path=/; HttpOnly');
    expect(cookie.read(pair(forgotten))).toBeNull();
    // The name of the release before is still read where pages come by https.
    expect(others.map(pair)).toEqual(secure ? ['ringback_candidate_8081='] : []);
  }
});

it('does not believe another port, another secret, a changed name or nothing', () => {
  const ours = pair(cookie.write(id, { secure: false }));
  expect(createCandidateCookie(['a secret of some length'], () => 8082).read(ours)).toBeNull();
  expect(createCandidateCookie(['another secret of length'], () => 8081).read(ours)).toBeNull();
  expect(cookie.read(ours.replace('can_', 'can-'))).toBeNull();
  expect(cookie.read(undefined)).toBeNull();
  expect(cookie.read('ringback_candidate_8081=can_0123456789')).toBeNull();
});

it('is believed after a change of the secret, until the old one is taken away', () => {
  const ours = pair(cookie.write(id, { secure: false }));
  const old = 'a secret of some length';
  const changed = createCandidateCookie(['a newer secret of length', old], () => 8081);
  expect(changed.read(ours)).toBe(id);
  expect(cookie.read(pair(changed.write(id, { secure: false })))).toBeNull();
});
