import type { SessionId } from '@ringback/shared/contract/ids';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';

/** Moves record, log and channel together, as another version's commit does. Does nothing to a closed session. */
const append = `
local found = redis.call('HMGET', KEYS[1], 'revision', 'phase')
if not found[1] or found[2] == 'closed' then return 0 end
local revision = string.format('%d', tonumber(found[1]) + 1)
redis.call('HSET', KEYS[1], 'revision', revision, 'commitId', ARGV[1], 'mood', '"cheerful"')
redis.call('XADD', KEYS[2], revision .. '-0', 'commitId', ARGV[1], 'event', ARGV[2])
redis.call('PUBLISH', KEYS[1], '{"revision":' .. revision .. ',"commitId":"' .. ARGV[1] .. '","events":[' .. ARGV[2] .. ']}')
return tonumber(revision)`;

/** Commits an event, at epoch ms, that this version does not know, with an equally unknown field of the record. */
export async function commitForeignEvent(
  redis: ScriptedRedis,
  sessionId: SessionId,
  at = Date.now(),
): Promise<number> {
  const event = { type: 'call.transferred', sessionId, at, to: { kind: 'human' } };
  const commitId = `newer-${event.at}`;
  const [record, log] = [sessionKeys.record(sessionId), sessionKeys.log(sessionId)];
  return Number(await redis.eval(append, 2, record, log, commitId, JSON.stringify(event)));
}
