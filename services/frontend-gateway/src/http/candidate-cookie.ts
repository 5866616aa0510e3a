import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type CandidateId, candidateIdSchema } from '@ringback/shared/contract/ids';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';

const lifeSeconds = 180 * 24 * 3600;

/** The candidate that a request comes from. */
export interface KnownCandidate {
  candidateId: CandidateId;
  /** The ids whose sessions belong to this candidate: their own, and the ids they had before they got this cookie. */
  owners: readonly [CandidateId, ...CandidateId[]];
  /**
   * Known by a cookie that a neighbouring host, or an attacker on an http connection, could have put into this
   * browser.
   */
  isPlantable: boolean;
}

/**
 * The signed cookie by which a candidate is known. When pages come by https its name begins with `__Host-`: browsers
 * accept such a cookie from this very host alone, and only over https (RFC 6265bis, "Cookie Name Prefixes"). Otherwise
 * its name contains the port, because browsers send a cookie to every port of a host.
 */
export interface CandidateCookie {
  /** The candidate that a Cookie header names. Null without a cookie of ours. */
  read(header: string | undefined, options: { secure: boolean }): KnownCandidate | null;
  /** Every candidate id that a Cookie header proves, from any of our gateways. Their cookies differ in port. */
  readAll(header: string | undefined): CandidateId[];
  /** A Set-Cookie header. */
  write(candidateId: CandidateId, options: { secure: boolean }): string;
  /** Set-Cookie headers that give a candidate another id and leave them their earlier sessions. */
  succeed(known: KnownCandidate, candidateId: CandidateId, options: { secure: boolean }): string[];
  /** Set-Cookie headers that make a browser the candidate of these ids, their own first, and no other. */
  join(owners: KnownCandidate['owners'], options: { secure: boolean }): string[];
  /** Set-Cookie headers that remove all our cookies from the browser. */
  forget(options: { secure: boolean }): string[];
}

export function newCandidateId(): CandidateId {
  return candidateIdSchema.parse(`can_${randomBytes(16).toString('base64url')}`);
}

const prefix = 'ringback_candidate_';
const hostName = '__Host-ringback_candidate';
/**
 * Holds a candidate's id under the name with the port, from the time before their first session on https gave them
 * `hostName`.
 */
const formerName = '__Host-ringback_former_candidate';

/** Whether the asking page is on https. Our own end may be plain http behind a proxy. */
export function isSecure({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  return (headers.origin ?? origins[0])?.startsWith('https://') ?? false;
}

/**
 * On https the `__Host-` name comes first. The other name is still read there, because the previous release gave it
 * out.
 */
export function createCandidateCookie(ring: KeyRing, port: () => number): CandidateCookie {
  function verify(value: string | undefined): CandidateId | null {
    const signed = ring.map((secret) => value !== undefined && unsign(value, secret));
    const id = candidateIdSchema.safeParse(signed.find((text) => text !== false));
    return id.success ? id.data : null;
  }
  const portName = () => `${prefix}${port()}`;
  const write: CandidateCookie['write'] = (candidateId, { secure }) =>
    toHeader(secure ? hostName : portName(), sign(candidateId, ring[0]), attributes(secure));
  const writeFormer = (id: CandidateId) => toHeader(formerName, sign(id, ring[0]), attributes(true));
  return {
    read(header, { secure }) {
      const cookies = parseCookie(header ?? '');
      const own = verify(cookies[hostName]);
      const candidateId = own ?? verify(cookies[portName()]);
      if (candidateId === null) return null;
      const former = own === null ? null : verify(cookies[formerName]);
      const isPlantable = secure && own === null;
      return { candidateId, isPlantable, owners: former === null ? [candidateId] : [candidateId, former] };
    },
    readAll: (header) =>
      Object.entries(parseCookie(header ?? '')).flatMap(([key, value]) =>
        key === hostName || key.startsWith(prefix) ? (verify(value) ?? []) : [],
      ),
    write,
    succeed(known, candidateId, { secure }) {
      const next = write(candidateId, { secure });
      if (!known.isPlantable) return [next];
      return [next, writeFormer(known.candidateId), erase(portName(), secure)];
    },
    join([candidateId, former], { secure }) {
      const next = write(candidateId, { secure });
      if (!secure) return [next];
      const rest = former === undefined ? erase(formerName, secure) : writeFormer(former);
      return [next, rest, erase(portName(), secure)];
    },
    // All of them on https, where the one with the port is still read.
    forget: ({ secure }) =>
      [...(secure ? [hostName, formerName] : []), portName()].map((name) => erase(name, secure)),
  };
}

const attributes = (secure: boolean) => ({ secure, maxAge: lifeSeconds });
const erase = (name: string, secure: boolean) => toHeader(name, '', { secure, maxAge: 0 });

function toHeader(name: string, value: string, rest: { secure: boolean; maxAge: number }): string {
  return stringifySetCookie({ name, value, httpOnly: true, sameSite: 'lax', path: '/', ...rest });
}
