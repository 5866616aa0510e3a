import { randomBytes } from 'node:crypto';
import { type CandidateId, candidateIdSchema } from '@ringback/shared/contract/ids';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';

const lifeSeconds = 180 * 24 * 3600;

/** The signed cookie that a candidate is known by. */
export interface CandidateCookie {
  /** Who a Cookie header says it is; null without a cookie of ours. */
  read(header: string | undefined): CandidateId | null;
  /** Everybody whom a Cookie header proves to be, whichever gateway of ours said so: they differ in port. */
  readAll(header: string | undefined): CandidateId[];
  /** A Set-Cookie header. */
  write(candidateId: CandidateId, options: { secure: boolean }): string;
  /** A Set-Cookie header after which the browser has no cookie of ours any more. */
  forget(options: { secure: boolean }): string;
}

export function newCandidateId(): CandidateId {
  return candidateIdSchema.parse(`can_${randomBytes(16).toString('base64url')}`);
}

/** `port` is part of the name, because browsers send a cookie to every port of a host. */
export function createCandidateCookie(ring: KeyRing, port: () => number): CandidateCookie {
  const prefix = 'ringback_candidate_';
  const name = () => `${prefix}${port()}`;
  function verify(value: string | undefined): CandidateId | null {
    const signed = ring.map((secret) => value !== undefined && unsign(value, secret));
    const id = candidateIdSchema.safeParse(signed.find((text) => text !== false));
    return id.success ? id.data : null;
  }
  return {
    read: (header) => verify(parseCookie(header ?? '')[name()]),
    readAll: (header) =>
      Object.entries(parseCookie(header ?? '')).flatMap(([key, value]) =>
        key.startsWith(prefix) ? (verify(value) ?? []) : [],
      ),
    write: (candidateId, { secure }) =>
      stringifySetCookie({
        name: name(),
        value: sign(candidateId, ring[0]),
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        maxAge: lifeSeconds,
        secure,
      }),
    forget: ({ secure }) =>
      stringifySetCookie({
        name: name(),
        value: '',
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        maxAge: 0,
        secure,
      }),
  };
}
