import { randomBytes } from 'node:crypto';
import { type CandidateId, candidateIdSchema } from '@ringback/shared/contract/ids';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';

const lifeSeconds = 180 * 24 * 3600;

/**
 * The signed cookie that a candidate is known by. Where pages come by https its name begins with `__Host-`: browsers
 * take such a cookie from this very host alone, and over https (RFC 6265bis, "Cookie Name Prefixes"). Elsewhere the
 * name has the port, because browsers send a cookie to every port of a host.
 */
export interface CandidateCookie {
  /** Who a Cookie header says it is; null without a cookie of ours. */
  read(header: string | undefined): CandidateId | null;
  /** Everybody whom a Cookie header proves to be, whichever gateway of ours said so: they differ in port. */
  readAll(header: string | undefined): CandidateId[];
  /** A Set-Cookie header. */
  write(candidateId: CandidateId, options: { secure: boolean }): string;
  /** Set-Cookie headers after which the browser has no cookie of ours any more. */
  forget(options: { secure: boolean }): string[];
}

export function newCandidateId(): CandidateId {
  return candidateIdSchema.parse(`can_${randomBytes(16).toString('base64url')}`);
}

const prefix = 'ringback_candidate_';
const hostName = '__Host-ringback_candidate';

/** The name on https comes first. The other is still read there: it is what the release before has given. */
export function createCandidateCookie(ring: KeyRing, port: () => number): CandidateCookie {
  function verify(value: string | undefined): CandidateId | null {
    const signed = ring.map((secret) => value !== undefined && unsign(value, secret));
    const id = candidateIdSchema.safeParse(signed.find((text) => text !== false));
    return id.success ? id.data : null;
  }
  const portName = () => `${prefix}${port()}`;
  return {
    read(header) {
      const cookies = parseCookie(header ?? '');
      return verify(cookies[hostName]) ?? verify(cookies[portName()]);
    },
    readAll: (header) =>
      Object.entries(parseCookie(header ?? '')).flatMap(([key, value]) =>
        key === hostName || key.startsWith(prefix) ? (verify(value) ?? []) : [],
      ),
    write: (candidateId, { secure }) =>
      toHeader(secure ? hostName : portName(), sign(candidateId, ring[0]), { secure, maxAge: lifeSeconds }),
    // On https both: the other one is still read.
    forget: ({ secure }) =>
      [...(secure ? [hostName] : []), portName()].map((name) => toHeader(name, '', { secure, maxAge: 0 })),
  };
}

function toHeader(name: string, value: string, rest: { secure: boolean; maxAge: number }): string {
  return stringifySetCookie({ name, value, httpOnly: true, sameSite: 'lax', path: '/', ...rest });
}
