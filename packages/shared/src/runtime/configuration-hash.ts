import { createHash } from 'node:crypto';
import type { JobConfiguration } from '../contract/job-configuration.ts';

/** SHA-256 (lower-case hex) of a value's canonical JSON: object keys sorted, undefined left out. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** The hash that the receipt refers to. */
export function configurationHash(jobConfiguration: JobConfiguration): string {
  return canonicalHash(jobConfiguration);
}

function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
}
