import { expect, it } from 'vitest';
import { instanceIdSchema } from '../contract/ids.ts';
import { ConfigError } from './config.ts';
import { toInstanceId } from './run-service.ts';

it('gives an instance a name that the record can hold, whatever the host is called', () => {
  for (const host of ['büro rechner', 'x'.repeat(200), '', 'a/b\n']) {
    expect(instanceIdSchema.safeParse(toInstanceId(undefined, host)).success).toBe(true);
  }
  expect(toInstanceId('telephony-1')).toBe('telephony-1');
  for (const given of ['a b', '', 'x'.repeat(81)]) expect(() => toInstanceId(given)).toThrow(ConfigError);
});
