/** WebSocket close codes of `/logs` and of the media sockets. The numbers are part of the interface. */
export const closeCodes = {
  sessionClosed: 1000,
  protocolError: 1002,
  binaryRefused: 1003,
  policyViolation: 1008,
  tooLarge: 1009,
  restarting: 1012,
  tryLater: 1013,
  malformed: 4400,
  notAllowed: 4401,
  noSuchSession: 4404,
  noHello: 4408,
  tooMany: 4429,
} as const;

/** A close reason that says when to come back. `retryAfterOf` reads it. */
export const toCloseReason = (words: string, retryAfterMs: number): string =>
  `${words}; retry after ${Math.ceil(retryAfterMs)} ms`;

/** How long the other side wants to be left alone, in ms; 0 when it does not say. At most a minute. */
export function retryAfterOf(reason: string): number {
  const ms = /; retry after (\d{1,9}) ms$/.exec(reason)?.[1];
  return Math.min(Number(ms ?? 0), 60_000);
}

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];
