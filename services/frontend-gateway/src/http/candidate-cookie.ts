import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type CandidateId, candidateIdSchema } from '@ringback/shared/contract/ids';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';

const lifeSeconds = 180 * 24 * 3600;

/** Who a request comes from. */
export interface KnownCandidate {
  candidateId: CandidateId;
  /** Whose sessions are this candidate's: their own, and those of who they were before they got this cookie's name. */
  owners: readonly CandidateId[];
  /** Known by a cookie that a neighbouring host, or anybody on the way by http, could have put into this browser. */
  isPlantable: boolean;
}

/**
 * The signed cookie that a candidate is known by. Where pages come by https its name begins with `__Host-`: browsers
 * take such a cookie from this very host alone, and over https (RFC 6265bis, "Cookie Name Prefixes"). Elsewhere the
 * name has the port, because browsers send a cookie to every port of a host.
 */
export interface CandidateCookie {
  /** Who a Cookie header says it is; null without a cookie of ours. */
  read(header: string | undefined, options: { secure: boolean }): KnownCandidate | null;
  /** Everybody whom a Cookie header proves to be, whichever gateway of ours said so: they differ in port. */
  readAll(header: string | undefined): CandidateId[];
  /** A Set-Cookie header. */
  write(candidateId: CandidateId, options: { secure: boolean }): string;
  /** Set-Cookie headers that make a candidate known by another id, and whose earlier sessions stay theirs. */
  succeed(known: KnownCandidate, candidateId: CandidateId, options: { secure: boolean }): string[];
  /** Set-Cookie headers after which the browser has no cookie of ours any more. */
  forget(options: { secure: boolean }): string[];
}

export function newCandidateId(): CandidateId {
  return candidateIdSchema.parse(`can_${randomBytes(16).toString('base64url')}`);
}

const prefix = 'ringback_candidate_';
const hostName = '__Host-ringback_candidate';
/** Who a candidate was under the name with the port, since a first session on https has given them `hostName`. */
const formerName = '__Host-ringback_former_candidate';

/** Whether the page that asks is on https; our own end may be plain behind a proxy. */
export function isSecure({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  return (headers.origin ?? origins[0])?.startsWith('https://') ?? false;
}

/** The name on https comes first. The other is still read there: it is what the release before has given. */
export function createCandidateCookie(ring: KeyRing, port: () => number): CandidateCookie {
  function verify(value: string | undefined): CandidateId | null {
    const signed = ring.map((secret) => value !== undefined && unsign(value, secret));
    const id = candidateIdSchema.safeParse(signed.find((text) => text !== false));
    return id.success ? id.data : null;
  }
  const portName = () => `${prefix}${port()}`;
  const write: CandidateCookie['write'] = (candidateId, { secure }) =>
    toHeader(secure ? hostName : portName(), sign(candidateId, ring[0]), attributes(secure));
  return {
    read(header, { secure }) {
      const cookies = parseCookie(header ?? '');
      const own = verify(cookies[hostName]);
      const candidateId = own ?? verify(cookies[portName()]);
      if (candidateId === null) return null;
      const former = own === null ? null : verify(cookies[formerName]);
      const owners = former === null ? [candidateId] : [candidateId, former];
      return { candidateId, owners, isPlantable: secure && own === null };
    },
    readAll: (header) =>
      Object.entries(parseCookie(header ?? '')).flatMap(([key, value]) =>
        key === hostName || key.startsWith(prefix) ? (verify(value) ?? []) : [],
      ),
    write,
    succeed(known, candidateId, { secure }) {
      const next = write(candidateId, { secure });
      if (!known.isPlantable) return [next];
      const former = toHeader(formerName, sign(known.candidateId, ring[0]), attributes(secure));
      return [next, former, erase(portName(), secure)];
    },
    // On https all: the one with the port is still read.
    forget: ({ secure }) =>
      [...(secure ? [hostName, formerName] : []), portName()].map((name) => erase(name, secure)),
  };
}

const attributes = (secure: boolean) => ({ secure, maxAge: lifeSeconds });
const erase = (name: string, secure: boolean) => toHeader(name, '', { secure, maxAge: 0 });

function toHeader(name: string, value: string, rest: { secure: boolean; maxAge: number }): string {
  return stringifySetCookie({ name, value, httpOnly: true, sameSite: 'lax', path: '/', ...rest });
}
