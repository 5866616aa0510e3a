import { z } from 'zod';
import type { SessionId } from '../../contract/ids.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';

/**
 * An event or a record that names its job configuration by hash alone. The configuration itself then stands once,
 * under that hash, in `session:{id}:configurations`. This version reads both forms and still writes the whole
 * configuration. The next release, when every reader knows the other form, writes the hash.
 */
const namedOnlySchema = z.looseObject({
  configurationHash: z.string(),
  jobConfiguration: z.undefined().optional(),
});
type NamedOnly = z.infer<typeof namedOnlySchema>;
const eventTypes = new Set<unknown>(['session.configured', 'configuration.changed']);

/** Whether an event names a configuration that it does not carry. */
export function isWithoutConfiguration(event: unknown): event is NamedOnly {
  const parsed = namedOnlySchema.safeParse(event);
  return parsed.success && eventTypes.has(parsed.data.type);
}

/**
 * Reads the configurations that events name, and returns a function that completes such an event. Rejects without
 * Redis.
 */
export async function readConfigurations(
  redis: ScriptedRedis,
  sessionId: SessionId,
  events: readonly NamedOnly[],
): Promise<(event: unknown) => unknown> {
  const hashes = [...new Set(events.map(({ configurationHash }) => configurationHash))];
  const texts =
    hashes.length === 0 ? [] : await redis.hmget(sessionKeys.configurations(sessionId), ...hashes);
  const known = new Map(hashes.map((hash, index) => [hash, parseJson(texts[index] ?? '')]));
  return (event) =>
    isWithoutConfiguration(event)
      ? { ...event, jobConfiguration: known.get(event.configurationHash) }
      : event;
}

/** The fields of a record, with the configuration that they name. Rejects without Redis. */
export async function completeRecord(
  redis: ScriptedRedis,
  sessionId: SessionId,
  fields: Record<string, string>,
): Promise<Record<string, string>> {
  const { jobConfiguration, configurationHash } = fields;
  if (jobConfiguration !== undefined || configurationHash === undefined) return fields;
  const text = await redis.hget(sessionKeys.configurations(sessionId), configurationHash);
  return text === null ? fields : { ...fields, jobConfiguration: text };
}
