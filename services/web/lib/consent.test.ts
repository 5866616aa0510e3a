import { createHash } from 'node:crypto';
import { consentVersion } from '@ringback/shared/contract/consent';
import { describe, expect, it } from 'vitest';
import { setUpCatalogues } from './words/set-up-catalogues.ts';

/** Every version of the words that a candidate agrees to, by the SHA-256 of all languages. Earlier lines stay. */
const versions: Readonly<Record<string, string>> = {
  '2026-12-01': '2201660ca2ed8edf915f40b3f7525c081388780fc9785bc7e527e1247b74fb7c',
};

describe('the words that a candidate agrees to', () => {
  it('change with a new version alone: a record says which words its candidate was shown', () => {
    const shown = Object.values(setUpCatalogues).map(({ start }) => start.consent);
    const hash = createHash('sha256').update(JSON.stringify(shown)).digest('hex');
    expect(versions[consentVersion]).toBe(hash);
  });
});
