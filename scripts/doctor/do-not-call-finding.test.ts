import { expect, it } from 'vitest';
import { toFinding } from './do-not-call-finding.ts';

it('is a fault, with its fix, when the list could not be read', () => {
  expect(toFinding({ outcome: 'key_unknown' }, 3)).toMatchObject({
    verdict: 'fault',
    text: expect.stringContaining('NUMBER_HASH_KEY lacks'),
    fix: expect.stringContaining('"new,old"'),
  });
  expect(toFinding({ outcome: 'canary_lost' }, 3)).toMatchObject({
    verdict: 'fault',
    fix: expect.stringContaining('vouch'),
  });
  expect(toFinding({ outcome: 'list_lost', canary: 'x' }, 3)).toMatchObject({
    verdict: 'fault',
    fix: expect.stringContaining('import FILE'),
  });
  expect(toFinding({ outcome: 'empty', canary: 'x' }, 0)).toMatchObject({
    verdict: 'note',
    fix: expect.stringContaining('import FILE'),
  });
  expect(toFinding({ outcome: 'known', canary: 'x' }, 3)).toMatchObject({ verdict: 'ok' });
});
