import { expect, test } from 'vitest';
import { readVerifiedFile } from './verified-file.ts';

const VAD = { package: '@echogarden/fvad-wasm', path: 'fvad.wasm' };

test('a file that is not the pinned one is refused, and the message says what to do', () => {
  expect(() => readVerifiedFile({ ...VAD, sha256: '00' })).toThrow(
    /@echogarden\/fvad-wasm\/fvad\.wasm is not the pinned file .*npm ci/,
  );
});

test('a package that is not installed is named', () => {
  expect(() => readVerifiedFile({ package: '@ringback/no-such-package', path: 'x', sha256: '00' })).toThrow(
    '@ringback/no-such-package is not installed',
  );
});
