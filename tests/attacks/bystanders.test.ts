import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Arena, openArena } from '../support/attacks/arena.ts';

let arena: Arena | null = null;
afterEach(async () => {
  await arena?.close();
  arena = null;
});

describe('the bystanders that every attack is measured by', () => {
  it('talk, watch and end undisturbed without an attack', async () => {
    arena = await openArena({ bystanders: 2 });
    await arena.control();
    await wait(5_000);
    await arena.expectUnharmed();
  });

  it('notice a telephony that stands still for three seconds', async () => {
    arena = await openArena({ bystanders: 2 });
    await arena.control();
    const [telephony] = arena.fleet.telephonies;
    telephony?.process.freeze();
    await wait(3_000);
    telephony?.process.thaw();
    await wait(5_000);
    await expect(arena.expectUnharmed()).rejects.toThrow(/to be less than/);
  });
});
