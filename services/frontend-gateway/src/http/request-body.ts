import { AppError } from '@ringback/shared/contract/errors';
import type { Request, RequestHandler } from 'express';
import getRawBody from 'raw-body';
import type { z } from 'zod';

/** Enough for the longest job description and résumé, escaped. */
const bodyLimit = 64 * 1024;
/** Nothing in our interface nests deeper than four levels. */
const deepest = 32;

interface Detail {
  path: string;
  message: string;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

/** The text of a body. Rejects as soon as it is known to be too long, and discards the rest. */
async function readText(request: Request): Promise<string> {
  try {
    const length = request.headers['content-length'] ?? null;
    return await getRawBody(request, { length, limit: bodyLimit, encoding: 'utf-8' });
  } catch (error) {
    request.resume();
    // Its own errors carry the lengths. If the client went away, there is nothing to do.
    const isTooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    throw new AppError(isTooLarge ? 'body_too_large' : 'body_malformed');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error quotes the body, which must not appear in a log.
    throw new AppError('body_malformed');
  }
}

/**
 * Reads JSON bodies of at most 64 KiB. Answers 413 at once for a longer one, and 400 for a broken, compressed or
 * absurdly nested one. A request without a body, or with another kind, has `body` undefined.
 */
export function readJson(): RequestHandler {
  return async (request, _response, next) => {
    request.body = undefined;
    if (!request.is('application/json')) return next();
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
      throw new AppError('body_malformed');
    }
    const text = await readText(request);
    if (text !== '') request.body = parseJson(text);
    next(isDeeperThan(request.body, deepest) ? new AppError('body_malformed') : undefined);
  };
}

function toDetails(issue: z.core.$ZodIssue): Detail[] {
  const at = (key?: string) => [...issue.path, ...(key === undefined ? [] : [key])].map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: at(key), message: 'is not known here' }));
  }
  return [{ path: at(), message: issue.message }];
}

/**
 * Checks a body against its schema. Throws AppError: `body_malformed` when there is none, else 422 with `details:
 * [{path, message}]`, where a path looks like `jobConfiguration.jobTitle`.
 */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  if (body === undefined) throw new AppError('body_malformed');
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap(toDetails);
  if (details.every(({ path }) => path === 'call.phoneNumber')) throw new AppError('number_invalid');
  const ofConfiguration = details.every(({ path }) => path.startsWith('jobConfiguration'));
  throw new AppError(ofConfiguration ? 'configuration_invalid' : 'request_invalid', { details });
}
