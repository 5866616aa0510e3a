/**
 * The response that the model makes or is to make, one at a time. `isAwaited`: if no other sign of it comes, the
 * session has stalled.
 */
export type ModelResponse =
  | { phase: 'idle' }
  /** Asked for, and not begun. */
  | { phase: 'asked' }
  | { phase: 'running'; responseId: string; isAwaited: boolean }
  /** Asked for, but no longer wanted: it is cancelled when it begins. */
  | { phase: 'unwanted'; isAwaited: boolean };

export const idle: ModelResponse = { phase: 'idle' };

export function runningId(response: ModelResponse): string | null {
  return response.phase === 'running' ? response.responseId : null;
}

/** Whether its next sign is awaited. */
export function isAwaited(response: ModelResponse): boolean {
  return response.phase === 'asked' || (response.phase !== 'idle' && response.isAwaited);
}

/** Whether it runs or is awaited. */
export function isUnderWay(response: ModelResponse): boolean {
  return response.phase === 'running' || isAwaited(response);
}

/** The candidate has taken the floor, or is gone: a response that has not begun is no longer wanted. */
export function toUnwanted(response: ModelResponse): ModelResponse {
  if (response.phase === 'running') return response;
  return isAwaited(response) ? { phase: 'unwanted', isAwaited: true } : idle;
}

/**
 * No sign is awaited any more. A response that has not begun may still begin, and is then cancelled if it is not
 * wanted.
 */
export function toUnawaited(response: ModelResponse): ModelResponse {
  return 'isAwaited' in response ? { ...response, isAwaited: false } : idle;
}

/** This response is over. */
export function toFinished(response: ModelResponse, responseId: string | null): ModelResponse {
  const isThis = response.phase === 'running' && response.responseId === responseId;
  return isThis ? idle : toUnawaited(response);
}
