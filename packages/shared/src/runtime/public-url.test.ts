import { expect, it } from 'vitest';
import { findPublicUrlFault } from './public-url.ts';

it.each(['https://calls.example.org', 'https://calls.example.org/', 'https://calls.example.org:8443'])(
  'takes %s',
  (text) => expect(findPublicUrlFault(text)).toBeNull(),
);

it.each([
  ['calls.example.org', 'must be an address'],
  ['http://calls.example.org', 'must begin with https://'],
  ['wss://calls.example.org', 'must begin with https://'],
  ['https://calls.example.org/ringback', 'must end after the host'],
  ['https://calls.example.org/?x=1', 'must end after the host'],
  ['https://calls.example.org/#x', 'must end after the host'],
  ['https://me:pass@calls.example.org', 'must have no user'],
])('refuses %s and says why, without repeating it', (text, why) => {
  expect(findPublicUrlFault(text)).toContain(why);
  expect(findPublicUrlFault(text)).not.toContain('ringback');
});
