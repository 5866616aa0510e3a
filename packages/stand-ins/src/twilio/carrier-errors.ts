import type { Response } from 'express';

/**
 * Twilio's numbered errors that the stand-in raises (twilio.com/docs/api/errors/<code>). `status` is the HTTP status
 * of REST answers. Warnings and errors of a running call have none.
 */
export const carrierErrors = {
  11200: { message: 'HTTP retrieval failure' },
  11205: { message: 'HTTP connection failure' },
  12100: { message: 'Document parse failure' },
  12200: { message: 'Schema validation warning' },
  12300: { message: 'Invalid Content-Type' },
  20003: { status: 401, message: 'Authenticate' },
  20009: { status: 409, message: 'Cannot delete this resource before it has completed' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too many concurrent requests' },
  20500: { status: 500, message: 'An internal server error has occurred' },
  21200: { status: 400, message: 'The request is not valid' },
  21201: { status: 400, message: "No 'To' number is specified" },
  21205: { status: 400, message: 'Url is not a valid URL' },
  21210: { status: 400, message: 'The source phone number is not yet verified for your account' },
  21211: { status: 400, message: "The 'To' number is not a valid phone number" },
  21212: { status: 400, message: "The 'From' number is not a valid phone number" },
  21213: { status: 400, message: "No 'From' number is specified" },
  21215: { status: 400, message: 'Account not authorized to call this number' },
  21220: { status: 400, message: 'Call is not in-progress. Cannot redirect.' },
  31901: { message: 'Stream - WebSocket - Connection Timeout' },
  31902: { message: 'Stream - WebSocket - Connection Refused' },
  31903: { message: 'Stream - WebSocket - Connection Broken Pipe' },
  31920: { message: 'Stream - WebSocket - Handshake Error' },
  31922: { message: 'Stream - WebSocket - Unsupported Scheme' },
  31923: { message: 'Stream - WebSocket - Invalid URL' },
  31931: { message: 'Stream - Buffer Overflow' },
  31941: { message: 'Stream - Invalid Track' },
  31950: { message: 'Stream - Protocol - Invalid Message' },
} as const satisfies Record<number, { message: string; status?: number }>;

export type CarrierErrorCode = keyof typeof carrierErrors;
export type RestErrorCode = {
  [Code in CarrierErrorCode]: (typeof carrierErrors)[Code] extends { status: number } ? Code : never;
}[CarrierErrorCode];

/** The body of a refused REST request. */
export function toRestError(code: RestErrorCode, detail?: string) {
  const { status, message } = carrierErrors[code];
  return {
    code,
    message: detail ? `${message}: ${detail}` : message,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  };
}

/** Answers a REST request with a refusal. */
export function refuse(response: Response, code: RestErrorCode, detail?: string): void {
  const body = toRestError(code, detail);
  response.status(body.status).json(body);
}
