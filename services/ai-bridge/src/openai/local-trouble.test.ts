import { describe, expect, it } from 'vitest';
import { readLocalTrouble } from './local-trouble.ts';

const failure = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('a connection that failed', () => {
  it.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL'])(
    'by %s is trouble of this machine',
    (code) => {
      expect(readLocalTrouble(failure(code))).toEqual({
        code: 'local_limit',
        kind: 'here',
        retryAfterMs: null,
      });
    },
  );

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])(
    'by %s was lost',
    (code) => {
      expect(readLocalTrouble(failure(code))).toBeUndefined();
    },
  );

  it('without a code was lost', () => {
    expect(readLocalTrouble(new Error('socket hang up'))).toBeUndefined();
  });
});
