import { AppError } from '@ringback/shared/contract/errors';
import type { RequestHandler } from 'express';
import express from 'express';
import type { z } from 'zod';

/** Enough for a job description and a résumé at their longest, escaped. */
const bodyLimit = 64 * 1024;
/** Nothing in our interface nests deeper than four. */
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

/** Reads JSON bodies of at most 64 KiB: 413 above, 400 for what is broken or nested absurdly. */
export function readJson(): RequestHandler[] {
  const refuseDeep: RequestHandler = (request, _response, next) => {
    next(isDeeperThan(request.body, deepest) ? new AppError('body_malformed') : undefined);
  };
  return [express.json({ limit: bodyLimit }), refuseDeep];
}

function toDetails(issue: z.core.$ZodIssue): Detail[] {
  const at = (key?: string) => [...issue.path, ...(key === undefined ? [] : [key])].map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: at(key), message: 'is not known here' }));
  }
  return [{ path: at(), message: issue.message }];
}

/**
 * Checks a body against its schema. Throws AppError: `body_malformed` when there is none, else 422 with
 * `details: [{path, message}]`, path as in `jobConfiguration.jobTitle`.
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
