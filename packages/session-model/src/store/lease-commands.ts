import { isDeepStrictEqual } from 'node:util';
import type { Role } from '@ringback/shared/contract/ids';
import { instanceIdSchema } from '@ringback/shared/contract/ids';
import { command, fail, type SessionCommand } from './session-command.ts';
import { toRecord } from './store-model.ts';
import { overwriteRecord } from './stored-record.ts';

const farMs = 1_000 * 60 * 60;

export const take = (role: Role, instance: string): SessionCommand =>
  command(`${instance} takes ${role}`, async (model, { leases, sessionId, redis }) => {
    const result = await leases.take(sessionId, role, instanceIdSchema.parse(instance));
    const record = toRecord(model);
    const lease = model.leases[role];
    const isOver = record?.phase === 'ended' || record?.phase === 'closed' || model.unreadable === 'closed';
    if (record === null) return expectLease({ outcome: 'gone' }, result);
    if (isOver) return expectLease({ outcome: 'ended' }, result);
    if (lease.holder !== '' && lease.holder !== instance) return expectLease({ outcome: 'taken' }, result);
    model.leases[role] = { holder: instance, token: lease.token + 1 };
    expectLease({ outcome: 'ok', token: lease.token + 1 }, result);
    // So that a lease runs out only when a command says so, however slow the machine is.
    await overwriteRecord(redis, sessionId, { [`${role}Until`]: String(Date.now() + farMs) });
  });

function expectLease(expected: unknown, actual: unknown): void {
  if (!isDeepStrictEqual(expected, actual)) fail('lease', expected, actual);
}

export const renewOrGive = (
  what: 'renew' | 'give',
  role: Role,
  instance: string,
  isOld: boolean,
): SessionCommand =>
  command(`${instance} ${what}s ${role} with its ${isOld ? 'old' : 'current'} token`, async (model, real) => {
    const { leases, sessionId, redis } = real;
    const lease = model.leases[role];
    const token = Math.max(0, lease.token - (isOld ? 1 : 0));
    const isHeld = toRecord(model) !== null && lease.holder === instance && token === lease.token;
    if (what === 'renew') {
      const [renewal] = await leases.renew(role, instanceIdSchema.parse(instance), [{ sessionId, token }]);
      const held = renewal === 'ok';
      if (held !== isHeld) fail('renewal', isHeld, held);
      if (held) await overwriteRecord(redis, sessionId, { [`${role}Until`]: String(Date.now() + farMs) });
      return;
    }
    await leases.give(sessionId, role, instanceIdSchema.parse(instance), token);
    if (isHeld) model.leases[role] = { holder: '', token: lease.token };
  });

export const runOut = (role: Role): SessionCommand =>
  command(
    `the lease of ${role} runs out`,
    async (model, { redis, sessionId }) => {
      await overwriteRecord(redis, sessionId, { [`${role}Holder`]: '', [`${role}Until`]: '0' });
      model.leases[role].holder = '';
    },
    (model) => model.log.length > 0,
  );
