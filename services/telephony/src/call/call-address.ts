import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { toSpokenLanguage } from '../twilio/spoken-words.ts';

/**
 * The address at which the carrier asks about a session's call. It names the session, and the language to speak when
 * the session cannot be read.
 */
export function toCallAddress(
  origin: string,
  path: string,
  { sessionId, jobConfiguration }: Pick<SessionRecord, 'sessionId' | 'jobConfiguration'>,
): string {
  return `${origin}${path}?session=${sessionId}&lang=${toSpokenLanguage(jobConfiguration.language)}`;
}
