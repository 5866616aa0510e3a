import { sessionIdSchema } from '@ringback/shared/contract/ids';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPageRoute } from './page-route.ts';

describe('the page at an address', () => {
  it.each([
    ['/', 'home'],
    ['/history', 'history'],
    ['/history/', 'history'],
    ['/operator', 'operator'],
    ['/watch', 'watch'],
    ['/help', 'help'],
    ['/nothing', 'not-found'],
    ['/historyx', 'not-found'],
    ['/toString', 'not-found'],
    ['//', 'home'],
    ['/sessions', 'not-found'],
    ['/sessions/short', 'not-found'],
    ['/sessions/ses_12345/other', 'not-found'],
  ])('%s is %s', (path, name) => expect(toPageRoute(path)).toMatchObject({ name, sessionId: '' }));

  it('is of the session that it names', () => {
    expect(toPageRoute('/sessions/ses_12345')).toMatchObject({ name: 'live', sessionId: 'ses_12345' });
    expect(toPageRoute('/sessions/ses_12345/report')).toMatchObject({
      name: 'report',
      sessionId: 'ses_12345',
    });
  });

  it('takes for the id of a session what the contract takes for one', () => {
    const id = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9_.-]{6,66}$/));
    fc.assert(
      fc.property(id, (text) => {
        const isPage = toPageRoute(`/sessions/${text}`).name === 'live';
        // A slash at the end is the address', not the id's.
        if (!text.endsWith('/')) expect(isPage).toBe(sessionIdSchema.safeParse(text).success);
      }),
    );
  });
});
