import { instanceIdSchema } from '@ringback/shared/contract/ids';
import { createLogger } from '@ringback/shared/runtime/logger';
import { expect, it } from 'vitest';
import { hasHeir } from './heir.ts';

const own = instanceIdSchema.parse('bridge-1');
const other = instanceIdSchema.parse('bridge-2');
const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
const heirAmong = (bridges: { instance: typeof own; draining: boolean }[]) =>
  hasHeir({ own, logger, listBridges: async () => bridges });

it('another bridge that takes sessions is an heir', async () => {
  const self = { instance: own, draining: true };
  expect(await heirAmong([self, { instance: other, draining: false }])).toBe(true);
  expect(await heirAmong([self, { instance: other, draining: true }])).toBe(false);
  expect(await heirAmong([{ instance: own, draining: false }])).toBe(false);
});

it('where Redis cannot be asked, no interview is ended for it', async () => {
  const listBridges = () => Promise.reject(new Error('Command timed out'));
  expect(await hasHeir({ own, logger, listBridges })).toBe(true);
});
