import { instanceIdSchema } from '@ringback/shared/contract/ids';
import type { Instance } from '@ringback/shared/contract/instances';
import { expect, it } from 'vitest';
import { chooseBridge } from './bridge-pool.ts';

const bridge = (name: string, changes: Partial<Instance> = {}): Instance => ({
  service: 'ai-bridge',
  instance: instanceIdSchema.parse(name),
  address: `http://${name}:8082`,
  capacity: 10,
  load: 0,
  draining: false,
  confirmedGeneration: 0,
  heartbeatAt: 0,
  ...changes,
});
/** These random numbers in this order, over and over. */
const inTurn = (...numbers: number[]) => {
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0;
};
const anyone = { avoid: new Set<string>(), kept: null };
const nameOf = (chosen: Instance | null) => chosen?.instance ?? null;

it('takes the less loaded of two that chance picked, whichever came first', () => {
  const bridges = [bridge('busy', { load: 8 }), bridge('idle', { load: 1 })];
  expect(nameOf(chooseBridge(bridges, anyone, inTurn(0, 0.9)))).toBe('idle');
  expect(nameOf(chooseBridge(bridges, anyone, inTurn(0.9, 0)))).toBe('idle');
});

it('compares the load with the room of each bridge', () => {
  const bridges = [bridge('small', { load: 2, capacity: 3 }), bridge('large', { load: 10, capacity: 50 })];
  expect(nameOf(chooseBridge(bridges, anyone, inTurn(0, 0.9)))).toBe('large');
});

it('looks at two only: chance may pick the same one twice', () => {
  const bridges = [bridge('busy', { load: 8 }), bridge('idle')];
  expect(nameOf(chooseBridge(bridges, anyone, inTurn(0, 0)))).toBe('busy');
});

it('passes over bridges that are full, drain, cannot be reached, or must be avoided', () => {
  const bridges = [
    bridge('full', { load: 10 }),
    bridge('drains', { draining: true }),
    bridge('nowhere', { address: '' }),
    bridge('refused'),
    bridge('free', { load: 9 }),
  ];
  const avoid = new Set(['refused']);
  for (const at of [0, 0.3, 0.6, 0.99]) {
    expect(nameOf(chooseBridge(bridges, { avoid, kept: null }, inTurn(at)))).toBe('free');
  }
  expect(chooseBridge(bridges.slice(0, 4), { avoid, kept: null }, inTurn(0))).toBeNull();
});

it('prefers the bridge that keeps this session’s model, however full, but not one that drains', () => {
  const free = bridge('free');
  const avoid = new Set<string>();
  expect(nameOf(chooseBridge([free, bridge('kept', { load: 10 })], { avoid, kept: 'kept' }, inTurn(0)))).toBe(
    'kept',
  );
  const leaving = bridge('kept', { draining: true });
  expect(nameOf(chooseBridge([free, leaving], { avoid, kept: 'kept' }, inTurn(0)))).toBe('free');
});
