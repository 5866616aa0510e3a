import { hasSuccessor } from '@ringback/shared/contract/instances';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { CallActor } from '../call/call.ts';

/** Instances that leave together have told each other so by then. */
const announcedMs = 300;
const lookEveryMs = 500;
/** The apology and the end of a call that no other instance takes over. */
const endLimitMs = 8_000;

/** How long a drain takes at most, in ms. */
export function longestDrainMs(limitMs: number): number {
  return announcedMs + limitMs + lookEveryMs + endLimitMs;
}

/**
 * Empties an instance that leaves. As soon as another one takes work the calls are given to it; where none does
 * they may go on for `limitMs`. What is left then is ended, after a word of apology.
 */
export async function drainCalls(options: {
  parts: ServiceParts;
  calls: () => readonly CallActor[];
  limitMs: number;
  /** From here on new connections reach other instances only. May be called again. */
  stopListening: () => void;
}): Promise<void> {
  const { parts, calls, limitMs, stopListening } = options;
  const { logger, instance } = parts;
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const allGone = (withinMs: number) =>
    Promise.race([Promise.all(calls().map(({ gone }) => gone)), wait(withinMs)]);

  await parts.announce().catch((error) => logger.warn({ err: error }, 'draining was not announced'));
  if (calls().length === 0) return;
  if (limitMs > 0) await wait(announcedMs);
  logger.info({ calls: calls().length }, 'draining');
  const until = performance.now() + limitMs;
  while (calls().length > 0 && performance.now() < until) {
    // While Redis does not answer, nothing is given away: the next look is soon.
    const peers = await parts.listPeers('telephony').catch(() => []);
    if (hasSuccessor(peers, instance)) {
      stopListening();
      for (const call of calls()) call.handOver();
    }
    await allGone(lookEveryMs);
  }
  if (calls().length === 0) return;
  logger.warn({ calls: calls().length }, 'calls are ended because nobody takes them over');
  for (const call of calls()) {
    if (limitMs > 0) call.shutDown();
    else call.end('shut_down');
  }
  await allGone(endLimitMs);
}
