import { expect, it } from 'vitest';
import { hasRoom, instanceSchema } from './instances.ts';

const bridge = instanceSchema.parse({
  service: 'ai-bridge',
  instance: 'bridge-1',
  address: 'ws://127.0.0.1:1',
  capacity: 2,
  load: 1,
  draining: false,
  confirmedGeneration: 0,
  heartbeatAt: 0,
});

it('an instance has room until it is full, drains, or cannot reach its model', () => {
  expect(hasRoom(bridge)).toBe(true);
  expect(hasRoom({ ...bridge, load: 2 })).toBe(false);
  expect(hasRoom({ ...bridge, load: 2 }, 1)).toBe(true);
  expect(hasRoom({ ...bridge, draining: true })).toBe(false);
  expect(hasRoom({ ...bridge, capacity: 0, load: 0 }, 1)).toBe(false);
  expect(hasRoom({ ...bridge, address: '' })).toBe(false);
});
