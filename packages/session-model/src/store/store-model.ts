import type { SessionEvent } from '@ringback/shared/contract/events';
import type { Role } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import type { CommitOptions, CommitResult } from '@ringback/shared/redis/session/commit-result';
import type { Command } from '@ringback/shared/session/command';
import { decide, logLimit, toAllowedCommand } from '@ringback/shared/session/decide';
import { evolveRecord } from '@ringback/shared/session/evolve-record';

/** What the store is expected to hold of one session: a log, and nothing that does not follow from it. */
export interface SessionModel {
  log: StoredEvent[];
  /** The record cannot be read. `closed`: a command that ends the session has closed it all the same. */
  unreadable: 'no' | 'damaged' | 'closed';
  /** Operation id → its answer, and for which body. */
  operations: Map<string, { revision: number; bodyHash: string }>;
  leases: Record<Role, { holder: string; token: number }>;
  isErased: boolean;
  nowMs: number;
  /** The fleet generation, and what each store knows of it. */
  fleetGeneration: number;
  known: [number, number];
}

/** The outcome, with everything about it that can be predicted. */
export type Expected = Pick<CommitResult, 'outcome'> & { revision?: number; phase?: string };

const closing = new Set<Command['type']>(['end', 'expire', 'close']);

export function newSessionModel(): SessionModel {
  return {
    log: [],
    unreadable: 'no',
    operations: new Map(),
    leases: { telephony: { holder: '', token: 0 }, bridge: { holder: '', token: 0 } },
    isErased: false,
    nowMs: 1_800_000_000_000,
    fleetGeneration: 0,
    known: [0, 0],
  };
}

export function toRecord({ log }: SessionModel): SessionRecord | null {
  return log.reduce<SessionRecord | null>(evolveRecord, null);
}

/** The answer to a known operation. Null when it is new. */
function recall(model: SessionModel, { operationId = '', bodyHash = '' }: CommitOptions): Expected | null {
  const known = model.operations.get(operationId);
  if (known === undefined) return null;
  if (known.bodyHash !== bodyHash) return { outcome: 'operation_conflict' };
  return { outcome: 'duplicate', revision: known.revision };
}

function append(
  model: SessionModel,
  events: readonly SessionEvent[],
  options: CommitOptions | null,
): Expected {
  model.log.push(...events);
  const revision = model.log.length;
  const { operationId, bodyHash = '' } = options ?? {};
  if (operationId !== undefined) model.operations.set(operationId, { revision, bodyHash });
  return { outcome: 'ok', revision };
}

/** Creates the session in the model, and says what the store will answer. */
export function modelCreate(
  model: SessionModel,
  event: Extract<SessionEvent, { type: 'session.configured' }>,
  options: CommitOptions,
): Expected {
  const answered = recall(model, options);
  if (answered !== null) return answered;
  if (model.isErased) return { outcome: 'gone' };
  if (model.log.length > 0) return { outcome: 'operation_conflict' };
  return append(model, [event], options);
}

/** What a store makes of a command before the commit script sees it. `answered`: the script never does. */
export function modelDecides(
  model: SessionModel,
  command: Command,
  storeIndex: 0 | 1,
): 'answered' | 'overruled' | 'sent' {
  const record = toRecord(model);
  if (record === null || model.unreadable !== 'no') return 'answered';
  const { isOverruled, decision } = decideAsStore(model, record, command, storeIndex);
  if (decision.outcome !== 'events') return 'answered';
  return isOverruled ? 'overruled' : 'sent';
}

function decideAsStore(model: SessionModel, record: SessionRecord, command: Command, storeIndex: 0 | 1) {
  const fleetGeneration = model.known[storeIndex];
  const effective = toAllowedCommand({ record, revision: model.log.length }, command, {
    fleetGeneration,
    logLimit,
  });
  return { isOverruled: effective !== command, decision: decide(record, effective, model.nowMs) };
}

/** Applies a command to the model, and says what the store will answer. */
export function modelCommit(
  model: SessionModel,
  command: Command,
  options: CommitOptions & { storeIndex: 0 | 1 },
): Expected {
  const record = toRecord(model);
  if (record === null) return { outcome: 'gone' };
  if (model.unreadable !== 'no') {
    if (closing.has(command.type)) model.unreadable = 'closed';
    return { outcome: 'unreadable' };
  }
  const { isOverruled, decision } = decideAsStore(model, record, command, options.storeIndex);
  const answered = recall(model, options);
  if (decision.outcome !== 'events') {
    if (answered !== null) return answered;
    if (decision.outcome === 'done') return { outcome: 'duplicate', revision: model.log.length };
    return decision;
  }
  if (isOverruled) {
    append(model, decision.events, null);
    return answered ?? { outcome: 'illegal', phase: toRecord(model)?.phase ?? '' };
  }
  return modelRefuses(model, options) ?? append(model, decision.events, options);
}

/** What the commit script refuses whatever the revision: a known operation, an earlier holder’s token. */
export function modelRefuses(model: SessionModel, options: CommitOptions): Expected | null {
  const answered = recall(model, options);
  if (answered !== null) return answered;
  const { fence } = options;
  if (fence === undefined) return null;
  // A role that was never taken has no current token.
  const isCurrent = fence.token > 0 && fence.token === model.leases[fence.role].token;
  return isCurrent ? null : { outcome: 'fenced' };
}
