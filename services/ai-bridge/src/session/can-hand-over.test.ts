import { instanceIdSchema } from '@ringback/shared/contract/ids';
import type { Instance } from '@ringback/shared/contract/instances';
import { createLogger } from '@ringback/shared/runtime/logger';
import { expect, it } from 'vitest';
import { canHandOver } from './can-hand-over.ts';

const instance = instanceIdSchema.parse('bridge-1');
const other = instanceIdSchema.parse('bridge-2');
const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
const canHandOverTo = (bridges: Pick<Instance, 'instance' | 'draining'>[]) =>
  canHandOver({ instance, logger, listPeers: async () => bridges as Instance[] });

it('interviews are handed over when another bridge takes sessions', async () => {
  const self = { instance, draining: true };
  expect(await canHandOverTo([self, { instance: other, draining: false }])).toBe(true);
  expect(await canHandOverTo([self, { instance: other, draining: true }])).toBe(false);
});

it('when Redis cannot be asked, no interview is ended because of that', async () => {
  const listPeers = () => Promise.reject(new Error('Command timed out'));
  expect(await canHandOver({ instance, logger, listPeers })).toBe(true);
});
