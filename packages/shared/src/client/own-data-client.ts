import type { z } from 'zod';
import { type Keeping, keepingSchema } from '../contract/kept-parts.ts';
import { type GatewayCall, readFile } from './gateway-call.ts';

/** As long as the gateway takes to write a long file for a slow reader. */
const fileTimeoutMs = 5 * 60_000;

/** The part of the gateway's interface about what is kept of a candidate. Every call throws ApiError. */
export interface OwnDataClient {
  /** For how long sessions and their parts are kept here. */
  keeping(): Promise<Keeping>;
  /** The file with everything that is kept of the candidate, as JSON (`ownDataSchema`). */
  ownData(): Promise<string>;
}

type Call = <T extends z.ZodType>(schema: T, what: GatewayCall) => Promise<z.infer<T>>;

/** @param call sends with the candidate's cookie. @param send as `call`, for an answer that is a file. */
export function createOwnDataClient(
  call: Call,
  send: (what: GatewayCall) => Promise<Response>,
): OwnDataClient {
  return {
    keeping: () => call(keepingSchema, { method: 'GET', path: '/api/keeping' }),
    ownData: async () =>
      readFile(await send({ method: 'GET', path: '/api/candidate/export', withinMs: fileTimeoutMs })),
  };
}
