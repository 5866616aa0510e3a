import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { issueTicket } from '@ringback/shared/redis/admission/tickets';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { toCallAddress } from '../call/call-address.ts';
import { toSpokenLanguage } from '../twilio/spoken-words.ts';
import { toConnectTwiml } from '../twilio/twiml.ts';
import { carrierPaths } from './carrier-paths.ts';

const mediaTokenMs = 60_000;

/**
 * Makes the TwiML that joins a session's call to our media socket, each time with a new single-use token. `takesOver`:
 * the carrier has come back from an earlier stream, so no other instance has the call any more.
 */
export type ToStreamTwiml = (
  record: SessionRecord,
  options?: { words?: 'welcome' | 'oneMoment'; takesOver?: boolean },
) => Promise<string>;

export function createStreamTwiml(parts: Pick<ServiceParts, 'redis'>, publicUrl: string): ToStreamTwiml {
  return async (record, { words, takesOver = false } = {}) => {
    const { sessionId } = record;
    const language = toSpokenLanguage(record.jobConfiguration.language);
    const { ticket } = await issueTicket(
      parts.redis,
      { kind: 'media', sessionId, candidateId: null, takesOver },
      mediaTokenMs,
    );
    return toConnectTwiml({
      mediaUrl: `${publicUrl.replace(/^http/, 'ws')}${carrierPaths.media}`,
      token: ticket,
      resumeUrl: toCallAddress(publicUrl, carrierPaths.resume, record),
      ...(words === undefined ? {} : { says: { language, words } }),
    });
  };
}
