import { describe, expect, it } from 'vitest';
import { untilStored } from './until-stored.ts';

const away = () => new Error('Connection is closed.');

/** Fails this many times, then returns how often it was tried. */
function failing(times: number, error: () => Error) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) throw error();
    return tries;
  };
}

describe('a step that needs the session store', () => {
  it('is repeated until the store serves', async () => {
    expect(await untilStored(() => true, failing(2, away))).toBe(3);
  });

  it('is not repeated once it is too late', async () => {
    let left = 1;
    await expect(untilStored(() => left-- > 0, failing(5, away))).rejects.toThrow('Connection is closed.');
  });

  it('is not repeated after an error of its own', async () => {
    const step = failing(1, () => new TypeError('not a number'));
    await expect(untilStored(() => true, step)).rejects.toThrow('not a number');
  });
});
