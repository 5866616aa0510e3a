/** WebSocket close codes of `/logs` and of the media sockets; the numbers are part of the interface. */
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
export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];
