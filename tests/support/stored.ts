import { readStoredRecord } from '@ringback/session-model/store/stored-record';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { expect } from 'vitest';

/**
 * Keys that live by the clock, whatever is requested: running instances, how often visitors asked, unused tickets,
 * seats, and when a worker last looked for stalled jobs. The record of operators' requests, which also contains refusals,
 * is not about sessions.
 */
const passing = /^(instances:|limit:|ticket:|operator:)|:(seats|coaches|stalled-check)$/;

/** The content of a key. The order of a large hash has no meaning: it changes while Redis moves it to another table. */
async function readKey(redis: ScriptedRedis, name: string): Promise<string> {
  if ((await redis.type(name)) !== 'hash') return (await redis.dumpBuffer(name))?.toString('base64') ?? '';
  const fields = Object.entries(await redis.hgetall(name));
  return JSON.stringify(fields.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** What the holder of a lease renews each second, and gives back after the last event of the session. */
const ofLease = /^(telephony|bridge)(Holder|Until)$/;

/** What Redis keeps of one session and only events change. */
export async function readSessionFields(redis: ScriptedRedis, id: string): Promise<Record<string, string>> {
  const fields = Object.entries(await readStoredRecord(redis, id));
  return Object.fromEntries(fields.filter(([name]) => !ofLease.test(name)));
}

/** Everything that Redis keeps of sessions and people, by key, byte for byte. */
export async function readStored(redis: ScriptedRedis): Promise<Map<string, string>> {
  const names = (await redis.keys('*')).filter((key) => !passing.test(key)).toSorted();
  const values = await Promise.all(names.map((name) => readKey(redis, name)));
  return new Map(names.map((name, place) => [name, values[place] ?? '']));
}

/** Runs something that must change nothing, and checks whether it did. */
export async function expectNothingStored<T>(redis: ScriptedRedis, act: () => Promise<T>): Promise<T> {
  const before = await readStored(redis);
  const result = await act();
  expect(await readStored(redis)).toEqual(before);
  return result;
}
