import { setTimeout as wait } from 'node:timers/promises';
import type { ResetProgress } from '@ringback/shared/contract/http-api';
import { operatorToken } from '../stack.ts';

const headers = { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' };

/** Resets all sessions and waits until every instance has confirmed. Returns the time it took, in ms. */
export async function resetAll(
  gatewayUrl: string,
  withinMs: number,
): Promise<{ progress: ResetProgress; tookMs: number }> {
  const url = `${gatewayUrl}/api/operator/reset-all`;
  const beganAt = Date.now();
  const accepted = await fetch(url, { method: 'POST', headers, body: '{"confirm":"reset all"}' });
  if (accepted.status !== 202) throw new Error(`reset of all sessions refused: ${accepted.status}`);
  const { operationId } = (await accepted.json()) as { operationId: string };
  for (;;) {
    const progress = (await (await fetch(`${url}/${operationId}`, { headers })).json()) as ResetProgress;
    const tookMs = Date.now() - beganAt;
    if (progress.done) return { progress, tookMs };
    if (tookMs > withinMs) throw new Error(`reset not done after ${tookMs} ms: ${JSON.stringify(progress)}`);
    await wait(50);
  }
}
