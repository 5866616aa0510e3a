import { errorMeaning } from '@ringback/shared/contract/errors';
import type { OperationId, SessionId } from '@ringback/shared/contract/ids';
import { type JobConfiguration, jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { AckMessage } from '@ringback/shared/contract/viewer-protocol';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { canonicalHash, configurationHash } from '@ringback/shared/runtime/configuration-hash';
import type { Logger } from '@ringback/shared/runtime/logger';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { ViewerCommand } from '../domain/viewer.ts';
import type { SteerInterview } from './steer-interview.ts';
import { sessionChanges, type Visitor, type VisitorBudget } from './visitor-budget.ts';

export interface ConfigurationChange {
  operationId: OperationId;
  jobConfiguration: JobConfiguration;
  /** The revision that the command was decided on. Without it, the command applies to any. */
  revision?: number | undefined;
}

/** Too many changes, or too large ones. `isFinal`: this session accepts no more of them. */
export interface LimitedChange {
  outcome: 'limited';
  retryAfterMs: number;
  isFinal: boolean;
}

/** A candidate's commands, the same by HTTP and by socket. One operation id means the same thing on both. */
export interface SessionCommands {
  changeConfiguration(
    sessionId: SessionId,
    change: ConfigurationChange,
    visitor: Visitor,
  ): Promise<CommitResult | LimitedChange>;
  end(
    sessionId: SessionId,
    operationId: OperationId,
    reason: 'hung_up_by_candidate' | 'reset',
  ): Promise<CommitResult>;
}

export function createSessionCommands(
  store: SessionStore,
  logger: Logger,
  budget: Pick<VisitorBudget, 'change'>,
): SessionCommands {
  /**
   * The answer to a command that was given before, changes nothing, or is not the visitor's to give. None of these
   * costs anything.
   */
  async function knownAnswer(
    sessionId: SessionId,
    { candidateId }: Visitor,
    { operationId, bodyHash, hash }: { operationId: OperationId; bodyHash: string; hash: string },
  ): Promise<CommitResult | null> {
    const answered = await store.recall(sessionId, operationId, bodyHash);
    if (answered !== null) return answered;
    const read = await store.read(sessionId);
    if (read === null) return null;
    const { ownerId, phase, configurationHash: now } = read.record;
    // A former id's session may belong to a stranger, who reads what it contains.
    if (ownerId !== candidateId) return { outcome: 'gone' };
    return isLive(phase) && now === hash ? { outcome: 'duplicate', revision: read.revision } : null;
  }

  return {
    async changeConfiguration(sessionId, { operationId, jobConfiguration, revision }, visitor) {
      const hash = configurationHash(jobConfiguration);
      logger.info({ sessionId, operationId, configurationHash: hash }, 'job configuration received');
      const command = {
        type: 'change_configuration',
        jobConfiguration,
        configurationHash: hash,
      } as const;
      const bodyHash = canonicalHash({ type: 'change_configuration', jobConfiguration });
      const known = await knownAnswer(sessionId, visitor, { operationId, bodyHash, hash });
      if (known !== null) return known;
      const bytes = Buffer.byteLength(JSON.stringify(jobConfiguration));
      const allowed = await budget.change(visitor, sessionId, bytes);
      if (!allowed.allowed) {
        const { name: limit, retryAfterMs } = allowed;
        return { outcome: 'limited', retryAfterMs, isFinal: limit.startsWith(sessionChanges) };
      }
      const seen = revision === undefined ? {} : { seenRevision: revision };
      const result = await store.commit(sessionId, command, { operationId, bodyHash, ...seen });
      logger.info({ sessionId, operationId, outcome: result.outcome }, 'job configuration acknowledged');
      return result;
    },
    async end(sessionId, operationId, reason) {
      const bodyHash = canonicalHash({ type: 'end', reason });
      const result = await store.commit(sessionId, { type: 'end', reason }, { operationId, bodyHash });
      logger.info({ sessionId, operationId, reason, outcome: result.outcome }, 'call end requested');
      return result;
    },
  };
}

function toAck(operationId: OperationId, result: CommitResult | LimitedChange): AckMessage {
  const ack = { type: 'ack', operationId } as const;
  switch (result.outcome) {
    case 'ok':
    case 'duplicate':
      return { ...ack, outcome: result.outcome, revision: result.revision };
    case 'illegal':
      return { ...ack, outcome: 'illegal', message: 'the session has ended' };
    case 'limited':
      return result.isFinal
        ? { ...ack, outcome: 'illegal', message: 'this session was changed too often' }
        : { ...ack, outcome: 'limited', retryAfterMs: result.retryAfterMs };
    case 'operation_conflict':
      return { ...ack, outcome: 'illegal', message: 'this operation id was used for something else' };
    case 'stale':
      return {
        ...ack,
        outcome: 'stale',
        ...(result.revision === undefined ? {} : { revision: result.revision }),
      };
    case 'fenced':
    case 'gone':
      return { ...ack, outcome: 'stale' };
    case 'unreadable':
      return { ...ack, outcome: 'illegal', message: errorMeaning('session_unreadable').message };
    case 'unwritable':
      return { ...ack, outcome: 'illegal', message: errorMeaning('configuration_invalid').message };
  }
}

/** How soon a browser may repeat a command that the store could not accept. */
const retryAfterMs = 1_000;

/** Carries out a command that arrived by socket. Always answers; `limited` means that the browser should repeat it. */
export async function runViewerCommand(
  { commands, steer }: { commands: SessionCommands; steer: SteerInterview },
  logger: Logger,
  order: { sessionId: SessionId; command: ViewerCommand; visitor: Visitor },
): Promise<AckMessage> {
  const { sessionId, command, visitor } = order;
  const { operationId } = command;
  try {
    if (command.type === 'call.end') {
      return toAck(operationId, await commands.end(sessionId, operationId, 'hung_up_by_candidate'));
    }
    if (command.type === 'steer') return await steer({ sessionId, operationId, kind: command.kind, visitor });
    const parsed = jobConfigurationSchema.safeParse(command.jobConfiguration);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const message = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
      return { type: 'ack', operationId, outcome: 'illegal', message };
    }
    const change = { operationId, jobConfiguration: parsed.data, revision: command.revision };
    return toAck(operationId, await commands.changeConfiguration(sessionId, change, visitor));
  } catch (error) {
    logger.warn({ err: error, sessionId, operationId }, 'command could not be committed');
    return { type: 'ack', operationId, outcome: 'limited', retryAfterMs };
  }
}
