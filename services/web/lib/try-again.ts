import { ApiError } from '@ringback/shared/client/gateway-call';
import { wait } from './wait.ts';

/** The waits between attempts, in ms. Even with a late answer each time, all attempts take half a minute at most. */
const waitsMs = [500, 1_500, 3_000] as const;
const mostMs = 20_000;
/** What a proxy answers when no service behind it did. */
const proxyStatuses = [502, 504];

/** Whether there was no answer. Then it is unknown whether the request was carried out. */
function isUnanswered(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || (error.code === 'unexpected' && proxyStatuses.includes(error.status));
}

interface Options {
  /** Another attempt follows, counted from 2. */
  tryingAgain?: ((attempt: number) => void) | undefined;
  /** The page is left: nothing more is tried. */
  signal?: AbortSignal | undefined;
  wait?: (ms: number) => Promise<void>;
  now?: () => number;
}

/**
 * Repeats a request that got no answer, four times in all and for 20 s. Repeating it must have no further effect. A
 * refusal counts as an answer.
 *
 * @throws whatever the last attempt threw
 */
export async function tryAgainUnanswered<T>(ask: () => Promise<T>, options: Options = {}): Promise<T> {
  const { tryingAgain, signal, wait: pause = wait, now = Date.now } = options;
  const untilMs = now() + mostMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const waitMs = waitsMs[attempt - 1];
      if (waitMs === undefined || !isUnanswered(error) || now() + waitMs >= untilMs) throw error;
      tryingAgain?.(attempt + 1);
      await pause(waitMs);
      if (signal?.aborted) throw error;
    }
  }
}
