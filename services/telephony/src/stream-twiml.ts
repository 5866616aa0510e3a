import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { issueTicket } from '@ringback/shared/redis/tickets';
import { carrierPaths } from './carrier-paths.ts';
import { toConnectTwiml } from './twilio/twiml.ts';

const mediaTokenMs = 60_000;

/** Makes the TwiML that joins a session's call to our media socket, each time with a new single-use token. */
export type ToStreamTwiml = (record: SessionRecord, words?: string) => Promise<string>;

export function createStreamTwiml(parts: Pick<ServiceParts, 'redis'>, publicUrl: string): ToStreamTwiml {
  return async ({ sessionId }, words) => {
    const { ticket } = await issueTicket(
      parts.redis,
      { kind: 'media', sessionId, candidateId: null },
      mediaTokenMs,
    );
    return toConnectTwiml({
      mediaUrl: `${publicUrl.replace(/^http/, 'ws')}${carrierPaths.media}`,
      token: ticket,
      resumeUrl: `${publicUrl}${carrierPaths.resume}?session=${sessionId}`,
      ...(words === undefined ? {} : { words }),
    });
  };
}
