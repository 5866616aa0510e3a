import type { ModelTrouble } from '../domain/losses/model-trouble.ts';

/** Errors by which the operating system refuses this process a socket (POSIX `socket(2)`, `connect(2)`). */
const localLimits: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']);

/** What it means that a connection failed: trouble if this machine is the cause. Otherwise undefined: it was lost. */
export function readLocalTrouble(error: Error): ModelTrouble | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return localLimits.has(code) ? { code: 'local_limit', kind: 'here', retryAfterMs: null } : undefined;
}
