/** The response that the model makes, or is to make: one at a time. `isAwaited`: without a next sign of it the session has stalled. */
export type ModelResponse =
  | { phase: 'idle' }
  /** Asked for, and not begun. */
  | { phase: 'asked' }
  | { phase: 'running'; responseId: string; isAwaited: boolean }
  /** Asked for, and not wanted any more: it is cancelled when it begins. */
  | { phase: 'unwanted'; isAwaited: boolean };

export const idle: ModelResponse = { phase: 'idle' };

export function runningId(response: ModelResponse): string | null {
  return response.phase === 'running' ? response.responseId : null;
}

/** Its next sign is waited for. */
export function isAwaited(response: ModelResponse): boolean {
  return response.phase === 'asked' || (response.phase !== 'idle' && response.isAwaited);
}

/** It runs, or is waited for. */
export function isUnderWay(response: ModelResponse): boolean {
  return response.phase === 'running' || isAwaited(response);
}

/** The candidate has taken the floor, or is gone: what has not begun is not wanted any more. */
export function toUnwanted(response: ModelResponse): ModelResponse {
  if (response.phase === 'running') return response;
  return isAwaited(response) ? { phase: 'unwanted', isAwaited: true } : idle;
}

/** No sign is waited for any more. What has not begun may still begin, and is cancelled then, if it is not wanted. */
export function toUnawaited(response: ModelResponse): ModelResponse {
  return 'isAwaited' in response ? { ...response, isAwaited: false } : idle;
}

/** This response is over. */
export function toFinished(response: ModelResponse, responseId: string | null): ModelResponse {
  const isThis = response.phase === 'running' && response.responseId === responseId;
  return isThis ? idle : toUnawaited(response);
}
