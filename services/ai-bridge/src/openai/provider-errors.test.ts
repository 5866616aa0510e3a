import { describe, expect, it } from 'vitest';
import { readTrouble, toLogged } from './provider-errors.ts';

describe('a failure of the provider', () => {
  it.each([
    ['a failed response', { code: 'rate_limit_exceeded' }, 'rate_limit_exceeded', 'passing'],
    ['money', { type: 'insufficient_quota', code: 'insufficient_quota' }, 'insufficient_quota', 'operator'],
    [
      '429 for lack of money',
      { httpStatus: 429, code: 'insufficient_quota' },
      'insufficient_quota',
      'operator',
    ],
    ['429', { httpStatus: 429 }, 'rate_limit_exceeded', 'passing'],
    ['401 without a body', { httpStatus: 401 }, 'invalid_api_key', 'operator'],
    ['503', { httpStatus: 503 }, 'server_error', 'passing'],
    ['close 3000', { closeCode: 3000, message: 'Unauthorized' }, 'invalid_api_key', 'operator'],
    [
      'a close whose reason names it',
      { closeCode: 4000, message: 'invalid_request_error.model_not_found' },
      'model_not_found',
      'operator',
    ],
    [
      'a wrong request',
      { type: 'invalid_request_error', code: 'unknown_parameter' },
      'unknown_parameter',
      'ours',
    ],
    ['an unknown code', { code: 'toString' }, 'other', 'passing'],
    ['nothing at all', {}, 'other', 'passing'],
  ])('is read: %s', (_name, said, code, kind) => {
    expect(readTrouble(said)).toMatchObject({ code, kind });
  });

  it.each([
    ['Rate limit reached. Please try again in 2s. Visit …', 2_000],
    ['Please try again in 350ms.', 350],
    ['try again in 1.5s', 1_500],
    ['Please try again in 1m2s.', 60_000],
    ['Please try again in 6h', null],
    ['Please try again later', null],
  ])('says when to ask again: %s', (message, retryAfterMs) => {
    expect(readTrouble({ message })).toMatchObject({ retryAfterMs });
  });

  it('is logged without a key, on one line, and with a bounded length', () => {
    const reason = `Incorrect API key provided: sk-proj-abc_DEF-123***xyz.\nSee the page. ${'x'.repeat(1_000)}`;
    const logged = toLogged(reason);
    expect(logged).not.toMatch(/sk-|abc_DEF|\n/);
    expect(logged).toContain('Incorrect API key provided: [key]');
    expect(logged.length).toBeLessThanOrEqual(300);
  });
});
