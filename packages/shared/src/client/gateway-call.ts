import type { z } from 'zod';
import { errorBodySchema } from '../contract/http-api.ts';
import { limitWords } from './limit-words.ts';
import { refusedPracticeWords } from './refused-practice-words.ts';

/**
 * A refusal by the gateway, with its code and its words for a person. `unreachable` (status 0): there was no answer.
 * `answer_unreadable`: the answer does not match the contract.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: unknown;
  constructor(code: string, message: string, rest: { status: number; details?: unknown; cause?: unknown }) {
    super(message, { cause: rest.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = rest.status;
    this.details = rest.details;
  }
}

/** Whether a refusal lasts. A limit says nothing about what was asked for, and an error may pass. */
export function isFinalStatus(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

const answerTimeoutMs = 10_000;

/** One request to the gateway; `path` starts with `/api`. */
export interface GatewayCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  /** An operator's token. */
  bearer?: string;
  /** How long the whole answer may take, in ms. */
  withinMs?: number;
}

const unreachable = (cause: unknown) =>
  new ApiError('unreachable', 'The server cannot be reached. Check the connection and try again.', {
    status: 0,
    cause,
  });

/** Sends requests to one gateway with the page's cookie. Throws ApiError `unreachable`. */
export function createSender(apiUrl: string, send: typeof fetch): (call: GatewayCall) => Promise<Response> {
  return async ({ method, path, body, bearer, withinMs = answerTimeoutMs }) => {
    try {
      return await send(`${apiUrl}${path}`, {
        method,
        credentials: 'include',
        cache: 'no-store',
        signal: AbortSignal.timeout(withinMs),
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw unreachable(cause);
    }
  };
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('answer_unreadable', 'The server gave an answer that cannot be read.', {
      status: response.status,
      cause,
    });
  }
}

/** The text of a file. Throws ApiError for a refusal, and if the file was broken off. */
export async function readFile(response: Response): Promise<string> {
  if (!response.ok) throw toApiError(response.status, await readBody(response));
  try {
    return await response.text();
  } catch (cause) {
    throw unreachable(cause);
  }
}

/** Refusals whose details tell more than their message does. */
const wordsByDetails: ReadonlyMap<string, (details: unknown) => string | null> = new Map([
  ['limited', limitWords],
  ['practice_unavailable', refusedPracticeWords],
]);

function toApiError(status: number, body: unknown): ApiError {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return new ApiError('unexpected', `The server answered ${status}.`, { status });
  const { code, message, details } = parsed.data.error;
  const words = wordsByDetails.get(code)?.(details) ?? message;
  return new ApiError(code, words, { status, details });
}

/** The checked body of a success. Throws ApiError for a refusal and for anything that does not match the contract. */
export async function readAnswer<T extends z.ZodType>(schema: T, response: Response): Promise<z.infer<T>> {
  const body = await readBody(response);
  if (!response.ok) throw toApiError(response.status, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError('answer_unreadable', 'The server gave an answer that this page does not understand.', {
    status: response.status,
    cause: parsed.error,
  });
}
