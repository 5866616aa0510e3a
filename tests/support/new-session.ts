import { randomUUID } from 'node:crypto';
import type { SessionId } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { CommitOptions, SessionStore } from '@ringback/shared/redis/session-store';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';

export const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
export const bakerHash = configurationHash(jobConfiguration);

/** Creates a browser session straight in the store. */
export async function newSession(
  store: SessionStore,
  options: CommitOptions & { id?: SessionId; fleetGeneration?: number } = {},
): Promise<SessionId> {
  const sessionId = options.id ?? (`ses_${randomUUID().slice(0, 18)}` as SessionId);
  await store.create(
    {
      type: 'session.configured',
      sessionId,
      at: Date.now(),
      ownerId: 'cand_0000001' as never,
      via: 'browser',
      jobConfiguration,
      configurationHash: bakerHash,
      previousSessionId: null,
      fleetGeneration: options.fleetGeneration ?? 0,
    },
    options,
  );
  return sessionId;
}
