import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import { type FaultFleet, type FleetOptions, startFaultFleet } from '../faults/fault-fleet.ts';
import { newSession } from '../new-session.ts';
import { type BystanderFigures, type Bystanders, startBystanders } from './bystanders.ts';

/**
 * The running product with bystanders in it. An attack is made from the test's own thread; the model and the
 * bystanders live in another one.
 *
 *     const arena = await openArena({ bystanders: 2 });
 *     await arena.control();          // what the bystanders' calls are like without an attack
 *     await attack(arena.fleet);      // refused, or it costs the attacker only
 *     await arena.expectUnharmed();   // audio, pages and deadlines are as in the control run
 *     await arena.close();
 */
export interface Arena {
  readonly fleet: FaultFleet;
  /** The first gateway's address. */
  readonly gatewayUrl: string;
  /** Lets the bystanders talk undisturbed for this long. */
  control(ms?: number): Promise<void>;
  /**
   * The bystanders hang up: no call broke off or stood still, no answer took much longer than in the control run, no
   * frame was refused, every page was told in time, and a session whose deadline passes is still ended. Prints the
   * figures.
   */
  expectUnharmed(bounds?: { stallMs?: number; pageLagMs?: number; moreWaitMs?: number }): Promise<void>;
  close(): Promise<void>;
}

/** The reaper looks twice, half a second apart. The rest allows for a busy machine. */
const reapedWithinMs = 6_000;

/** The reaper ends a session whose deadline has passed, as it does without an attack. */
async function expectDeadlinesKept(fleet: FaultFleet): Promise<void> {
  const sessionId = await newSession(fleet.store, { at: Date.now() - 5 * 60_000 });
  const phaseOf = async () => (await fleet.store.read(sessionId))?.record.phase;
  await eventually(async () => expect(await phaseOf()).toBe('closed'), reapedWithinMs);
}

/**
 * The longest wait for an answer in the control run and after it. Throws when there was no answer in one of the two.
 */
function longestWaits({ waits }: BystanderFigures, controlUntil: number): { before: number; after: number } {
  const longest = (which: (heardAt: number) => boolean) => {
    const found = waits.filter(({ heardAt }) => which(heardAt)).map(({ waitMs }) => waitMs);
    if (found.length === 0) throw new Error('no answer was heard before, or none after the control run');
    return Math.max(...found);
  };
  return {
    before: longest((heardAt) => heardAt < controlUntil),
    after: longest((heardAt) => heardAt >= controlUntil),
  };
}

export async function openArena(options: FleetOptions & { bystanders?: number } = {}): Promise<Arena> {
  const { bystanders: count = 2, env, ...fleetOptions } = options;
  const bystanders: Bystanders = await startBystanders();
  let fleet: FaultFleet | null = null;
  const close = async () => {
    await bystanders.close();
    await fleet?.close();
  };
  try {
    fleet = await startFaultFleet({
      gateways: 1,
      bridges: 1,
      ...fleetOptions,
      env: { ...env, OPENAI_REALTIME_URL: bystanders.modelUrl },
    });
    const running = fleet;
    const gatewayUrl = running.gateways[0]?.url ?? '';
    await bystanders.begin(gatewayUrl, count);
    let controlUntil = 0;
    return {
      fleet: running,
      gatewayUrl,
      async control(ms = 5_000) {
        await wait(ms);
        controlUntil = Date.now();
      },
      async expectUnharmed({ stallMs = 200, pageLagMs = 1_000, moreWaitMs = 1_000 } = {}) {
        await expectDeadlinesKept(running);
        const figures = await bystanders.stop();
        process.stdout.write(`attacks: bystanders ${JSON.stringify(figures)}\n`);
        expect(figures).toHaveLength(count);
        for (const each of figures) {
          expect(each).toMatchObject({
            ...{ failure: null, dropped: 0, violations: 0, pageSawEnd: true },
            endReason: 'hung_up_by_candidate',
          });
          expect(each.stallMs).toBeLessThan(stallMs);
          expect(each.pageLagMs).toBeLessThan(pageLagMs);
          const { before, after } = longestWaits(each, controlUntil);
          expect(after - before).toBeLessThan(moreWaitMs);
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
