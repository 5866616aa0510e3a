import { hasSuccessor } from '@ringback/shared/contract/instances';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { wait } from '@ringback/shared/runtime/wait';
import type { CallActor } from '../call/call-actor.ts';

/** By then, instances that drain together know of each other. */
const announcedMs = 300;
const lookEveryMs = 500;
/** How long the apology and the end of a call take that no other instance takes over. */
const endLimitMs = 8_000;

/** The longest that a drain takes, in ms. */
export function longestDrainMs(limitMs: number): number {
  return announcedMs + limitMs + lookEveryMs + endLimitMs;
}

/**
 * Empties an instance that drains. As soon as another instance takes work, it is given the calls. If none does, they
 * may go on for `limitMs`. The remaining calls are then ended with an apology.
 */
export async function drainCalls(options: {
  parts: ServiceParts;
  calls: () => readonly CallActor[];
  limitMs: number;
  /** From here on, new connections reach other instances only. May be called again. */
  stopListening: () => void;
}): Promise<void> {
  const { parts, calls, limitMs, stopListening } = options;
  const { logger, instance } = parts;
  const allGone = (withinMs: number) =>
    Promise.race([Promise.all(calls().map(({ gone }) => gone)), wait(withinMs)]);

  await parts.announce().catch((error) => logger.warn({ err: error }, 'draining could not be announced'));
  if (calls().length === 0) return;
  if (limitMs > 0) await wait(announcedMs);
  logger.info({ calls: calls().length }, 'draining');
  const until = performance.now() + limitMs;
  while (calls().length > 0 && performance.now() < until) {
    // While Redis does not answer, no call is given away. The next look comes soon.
    const peers = await parts.listPeers('telephony').catch(() => []);
    if (hasSuccessor(peers, instance)) {
      stopListening();
      for (const call of calls()) call.handOver();
    }
    await allGone(lookEveryMs);
  }
  if (calls().length === 0) return;
  logger.warn({ calls: calls().length }, 'calls are ended because no instance takes them over');
  for (const call of calls()) {
    if (limitMs > 0) call.shutDown();
    else call.end('shut_down');
  }
  await allGone(endLimitMs);
}
