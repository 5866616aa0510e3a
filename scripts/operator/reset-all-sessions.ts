import { type ResetProgress, resetProgressSchema } from '@ringback/shared/contract/http-api';

export type { ResetProgress };

export interface ResetAllOptions {
  /** Origin of any gateway, for instance `http://127.0.0.1:8081`. */
  readonly gatewayUrl: string;
  readonly token: string;
  readonly timeoutMs: number;
  readonly pollMs?: number;
}

const REQUEST_LIMIT_MS = 5_000;
const PATH = '/api/operator/reset-all';

/**
 * Asks the gateway to end every live session, and follows the operation until every instance has confirmed, or until
 * the time is over (then `done` is false).
 *
 * @throws Error for a person when the gateway cannot be reached or refuses
 */
export async function resetAll(options: ResetAllOptions): Promise<ResetProgress> {
  const { timeoutMs, pollMs = 200 } = options;
  const deadline = Date.now() + timeoutMs;
  const { operationId } = (await ask(options, 'POST', PATH)) as { operationId: string };
  for (;;) {
    const answer = await ask(options, 'GET', `${PATH}/${encodeURIComponent(operationId)}`);
    const progress = resetProgressSchema.parse(answer);
    if (progress.done || Date.now() >= deadline) return progress;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function ask(
  { gatewayUrl, token }: ResetAllOptions,
  method: 'GET' | 'POST',
  path: string,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(new URL(path, gatewayUrl), {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify({ confirm: 'reset all' }) } : {}),
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`the gateway at ${gatewayUrl} cannot be reached (${reason}); is Ringback running?`, {
      cause: error,
    });
  }
  const text = await response.text();
  if (!response.ok) throw new Error(`the gateway refused: ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

/** The progress as lines of a table. */
export function describeProgress({ sessionsTotal, sessionsEnded, instances }: ResetProgress): string[] {
  const width = (name: 'service' | 'instance') =>
    Math.max(name.length, ...instances.map((each) => each[name].length));
  const [service, instance] = [width('service'), width('instance')];
  return [
    `sessions ended: ${sessionsEnded} of ${sessionsTotal}`,
    `${'service'.padEnd(service)}  ${'instance'.padEnd(instance)}  confirmed`,
    ...instances.map(
      (each) =>
        `${each.service.padEnd(service)}  ${each.instance.padEnd(instance)}  ${each.confirmed ? 'yes' : 'no'}`,
    ),
  ];
}
