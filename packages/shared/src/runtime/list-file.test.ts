import { expect, it } from 'vitest';
import { vouchFor } from './list-canary.ts';
import { readFileLine, toHeaderLine, toNumberLine } from './list-file.ts';
import { createNumberHashes } from './number-hashes.ts';

const ring = ['the new hash key of all', 'the old hash key of all'] as const;

it('reads what it has written', () => {
  const hashes = createNumberHashes({ numberHashKey: ring, dataEncryptionKey: ['an encryption key'] });
  expect(readFileLine(toHeaderLine(vouchFor(ring)))).toEqual({ kind: 'header', canary: vouchFor(ring) });
  for (const hash of [hashes.newest('x'), hashes.former('x')]) {
    expect(readFileLine(toNumberLine(hash))).toEqual({ kind: 'number', hash });
  }
});

it.each([
  ['no JSON', 'number'],
  ['a number as it is called', '{"number":"+14155550100"}'],
  ['another list', '{"list":"friends","version":1,"canary":"x"}'],
  ['a release after this one', toHeaderLine(vouchFor(ring)).replace('"version":1', '"version":2')],
  ['a canary that is none', toHeaderLine('')],
  ['nothing', ''],
])('does not understand %s', (_what, line) => {
  expect(readFileLine(line)).toEqual({ kind: 'unknown' });
});
