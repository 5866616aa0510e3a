import { expect, it } from 'vitest';
import { parseKeyRing } from './key-ring.ts';

it.each([
  ['one-secret-of-some-length', ['one-secret-of-some-length']],
  [
    'the-newest-of-the-secrets, the-older-of-the-secrets',
    ['the-newest-of-the-secrets', 'the-older-of-the-secrets'],
  ],
  ['', null],
  ['short', null],
  ['one-secret-of-some-length,', null],
  ['one-secret-of-some-length,short', null],
])('reads %j as %j', (text, ring) => expect(parseKeyRing(text)).toEqual(ring));
