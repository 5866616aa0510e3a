import type { z } from 'zod';

/** The body of an `error` event. The session stays open unless something else closes it. */
export interface ProtocolError {
  type: 'invalid_request_error' | 'server_error' | 'rate_limit_error';
  code: string;
  message: string;
  /** The path of the offending field, `session.audio.input.format.type`. */
  param: string | null;
}

/** The usual refusal of something that the client sent. */
export function refusal(code: string, message: string, param: string | null = null): ProtocolError {
  return { type: 'invalid_request_error', code, message, param };
}

/**
 * The one error that OpenAI reports for an object that does not fit its schema. A missing or wrong `type` comes first,
 * then an unknown key, then the first field that does not fit. `root` is the prefix of the path.
 */
export function toProtocolError(error: z.ZodError, input: unknown, root: string): ProtocolError {
  const issues = error.issues.flatMap(flattenUnion);
  const missing = issues.find((issue) => valueAt(input, issue.path) === undefined && issue.code !== 'custom');
  const missingType = missing?.path.at(-1) === 'type' && missing.path.length === 1 ? missing : undefined;
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  // A wrong `type` explains keys that do not belong to it.
  const wrongType = issues.find((issue) => issue.path.at(-1) === 'type' && issue !== missing);
  if (missingType === undefined && wrongType === undefined && unknown?.code === 'unrecognized_keys') {
    const param = toParam(root, [...unknown.path, unknown.keys[0] ?? '']);
    return refusal('unknown_parameter', `Unknown parameter: '${param}'.`, param);
  }
  const issue = missingType ?? wrongType ?? missing ?? issues[0];
  if (issue === undefined) return refusal('invalid_value', 'Invalid value.', root);
  const param = toParam(root, issue.path);
  if (issue === missing) {
    return refusal('missing_required_parameter', `Missing required parameter: '${param}'.`, param);
  }
  if (issue.code === 'invalid_type') {
    return refusal('invalid_type', `Invalid type for '${param}': expected ${issue.expected}.`, param);
  }
  if (issue.code === 'too_big' && issue.origin === 'string') {
    const message = `Invalid '${param}': string too long. Expected a string with maximum length ${issue.maximum}.`;
    return refusal('string_above_max_length', message, param);
  }
  return refusal('invalid_value', `Invalid value for '${param}': ${issue.message}.`, param);
}

/** A union's own issue says only "invalid input". The closest member names the field. */
function flattenUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const closest = issue.errors.find((errors) => errors.some((inner) => inner.path.length > 0));
  if (closest === undefined) return [{ ...issue, code: 'invalid_union' }];
  return closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flattenUnion);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function toParam(root: string, path: readonly PropertyKey[]): string {
  let param = root;
  for (const key of path) {
    if (typeof key === 'number') param += `[${key}]`;
    else param += param === '' ? String(key) : `.${String(key)}`;
  }
  return param;
}
