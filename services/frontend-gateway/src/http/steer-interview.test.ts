import { newOperationId } from '@ringback/shared/client/operation-id';
import { candidateIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { describe, expect, it } from 'vitest';
import { createSteering } from './steer-interview.ts';

const ownerId = candidateIdSchema.parse('can_00000001');
const sessionId = sessionIdSchema.parse('ses_00000001');
const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });

/** A session, and what was done for one request, in its order. */
function start(record: object = {}, allowed: { minute?: boolean; session?: boolean; known?: boolean } = {}) {
  const done: string[] = [];
  const spend = (what: string, isAllowed = true) => {
    done.push(what);
    return isAllowed
      ? { allowed: true as const }
      : { allowed: false as const, name: what, retryAfterMs: 1_000 };
  };
  const steer = createSteering(
    {
      async recall() {
        done.push('recall');
        return allowed.known === true ? { outcome: 'duplicate', revision: 3 } : null;
      },
      async read() {
        done.push('read');
        return { record: { ownerId, phase: 'active', ...record } } as never;
      },
      async commit() {
        done.push('commit');
        return { outcome: 'ok', revision: 4 } as never;
      },
    },
    {
      steer: async () => spend('minute', allowed.minute),
      steerSession: async () => spend('session', allowed.session),
    },
    { logger, metrics: createMetrics('test') },
  );
  const ask = (kind = 'repeat') =>
    steer({
      ...{ sessionId, operationId: newOperationId(), kind },
      visitor: { candidateId: ownerId, address: '' },
    });
  return { ask, done };
}

describe('what a candidate asks of the interviewer', () => {
  it('costs its minute before anything is read, and the session’s allowance only when it is passed on', async () => {
    const { ask, done } = start();
    expect(await ask()).toMatchObject({ outcome: 'ok', revision: 4 });
    expect(done).toEqual(['recall', 'minute', 'read', 'session', 'commit']);
  });

  it('too often has nothing read and nothing taken off the session', async () => {
    const { ask, done } = start({}, { minute: false });
    expect(await ask()).toMatchObject({ outcome: 'illegal', reason: 'too_often' });
    expect(done).toEqual(['recall', 'minute']);
  });

  it.each([
    ['of another’s session', { ownerId: 'can_00000002' }, 'repeat', { outcome: 'stale' }],
    ['before the interview', { phase: 'ringing' }, 'repeat', { reason: 'not_begun' }],
    ['in an exam', {}, 'hint', { reason: 'not_in_exam' }],
  ])(
    'costs its minute where it is refused, and takes nothing off the session: %s',
    async (_name, record, kind, told) => {
      const { ask, done } = start(record);
      expect(await ask(kind)).toMatchObject(told);
      expect(done).toEqual(['recall', 'minute', 'read']);
    },
  );

  it('is refused when the session has taken as many as it takes', async () => {
    const { ask, done } = start({}, { session: false });
    expect(await ask()).toMatchObject({ reason: 'too_often' });
    expect(done).not.toContain('commit');
  });

  it('costs nothing when it is sent again', async () => {
    const { ask, done } = start({}, { known: true, minute: false });
    expect(await ask()).toMatchObject({ outcome: 'duplicate', revision: 3 });
    expect(done).toEqual(['recall']);
  });
});
