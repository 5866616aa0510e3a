import { randomUUID } from 'node:crypto';
import { type CandidateId, instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { type JobConfiguration, jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { Briefing, Practice } from '@ringback/shared/contract/practice';
import type { CommitOptions } from '@ringback/shared/redis/session/commit-result';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';

export const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
export const bakerHash = configurationHash(jobConfiguration);

/** Creates a browser session straight in the store. */
export async function newSession(
  store: SessionStore,
  options: CommitOptions & {
    id?: SessionId;
    ownerId?: CandidateId;
    at?: number;
    fleetGeneration?: number;
    jobConfiguration?: JobConfiguration;
    /** What it practises of an earlier session. */
    practised?: { practice: Practice; briefing: Briefing };
  } = {},
): Promise<SessionId> {
  const sessionId = options.id ?? (`ses_${randomUUID().slice(0, 18)}` as SessionId);
  await store.create(
    {
      type: 'session.configured',
      sessionId,
      at: options.at ?? Date.now(),
      ownerId: options.ownerId ?? ('cand_0000001' as CandidateId),
      via: 'browser',
      jobConfiguration: options.jobConfiguration ?? jobConfiguration,
      configurationHash: bakerHash,
      previousSessionId: null,
      fleetGeneration: options.fleetGeneration ?? 0,
      ...options.practised,
    },
    { retentionSeconds: 3_600, ...options },
  );
  return sessionId;
}

/** Gives a browser session audio, an interviewer and its receipt, in one commit of three events: it is active. */
export async function beginInterview(store: SessionStore, sessionId: SessionId): Promise<void> {
  const read = await store.read(sessionId);
  if (read === null) throw new Error('there is no such session');
  const { configurationHash } = read.record;
  const result = await store.commit(sessionId, {
    type: 'record',
    facts: [
      { type: 'media.started', streamSid: 'MZ1', instance: instanceIdSchema.parse('telephony-1') },
      { type: 'interviewer.joined', bridge: instanceIdSchema.parse('bridge-1'), token: 1 },
      { type: 'configuration.received', configurationHash },
    ],
  });
  if (result.outcome !== 'ok') throw new Error(`not begun: ${result.outcome}`);
}
