import { randomBytes } from 'node:crypto';
import { type CandidateId, candidateIdSchema } from '@ringback/shared/contract/ids';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';

const lifeSeconds = 180 * 24 * 3600;

/** The signed cookie that a candidate is known by. */
export interface CandidateCookie {
  /** Who a Cookie header says it is; null without a cookie of ours. */
  read(header: string | undefined): CandidateId | null;
  /** A Set-Cookie header. */
  write(candidateId: CandidateId, options: { secure: boolean }): string;
}

export function newCandidateId(): CandidateId {
  return candidateIdSchema.parse(`can_${randomBytes(16).toString('base64url')}`);
}

/** `port` is part of the name, because browsers send a cookie to every port of a host. */
export function createCandidateCookie(secret: string, port: () => number): CandidateCookie {
  const name = () => `ringback_candidate_${port()}`;
  return {
    read(header) {
      const value = parseCookie(header ?? '')[name()];
      const signed = value === undefined ? false : unsign(value, secret);
      const id = candidateIdSchema.safeParse(signed);
      return id.success ? id.data : null;
    },
    write: (candidateId, { secure }) =>
      stringifySetCookie({
        name: name(),
        value: sign(candidateId, secret),
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        maxAge: lifeSeconds,
        secure,
      }),
  };
}
