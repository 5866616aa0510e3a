import { expect, it } from 'vitest';
import { describeModes } from './describe-modes.ts';
import { readSettings } from './settings.ts';

it('tells where the operator’s page is and where its token is kept, but never the token', () => {
  const local = describeModes(readSettings({}, '/project').settings, 'a Redis').join('\n');
  expect(local).toContain('http://localhost:3000/operator');
  expect(local).toContain('OPERATOR_TOKEN in /project/.ringback/secrets.env');
  const live = readSettings(
    { RINGBACK_MODE: 'live', OPERATOR_TOKEN: 'not to be shown' },
    '/project',
  ).settings;
  const lines = describeModes(live, 'a Redis').join('\n');
  expect(lines).toContain('OPERATOR_TOKEN in the environment');
  expect(lines).not.toContain('not to be shown');
});
