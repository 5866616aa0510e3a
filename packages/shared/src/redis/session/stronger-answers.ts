import type { SessionId } from '../../contract/ids.ts';
import {
  type StrongerAnswer,
  strongerAnswerSchema,
  writeStrongerAnswer,
} from '../../contract/stronger-answer.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { keepText } from './reports.ts';
import { sessionKeys } from './session-keys.ts';

/** `malformed`: it is too long, or its reader could not read it. */
export type KeptStrongerAnswer = { outcome: 'kept'; hash: string } | { outcome: 'gone' | 'malformed' };

/** Keeps a stronger answer beside its session's reports until an event names it by its hash. Rejects without Redis. */
export async function keepStrongerAnswer(
  redis: ScriptedRedis,
  sessionId: SessionId,
  answer: StrongerAnswer,
): Promise<KeptStrongerAnswer> {
  const text = writeStrongerAnswer(answer);
  return text === null ? { outcome: 'malformed' } : keepText(redis, sessionId, text);
}

const read = (text: string | null): StrongerAnswer | null =>
  text === null ? null : (strongerAnswerSchema.safeParse(parseJson(text)).data ?? null);

/** Reads the stronger answers of these hashes. One that is not there, or cannot be read, is left out. Rejects without Redis. */
export async function readStrongerAnswers(
  redis: ScriptedRedis,
  sessionId: SessionId,
  hashes: readonly string[],
): Promise<StrongerAnswer[]> {
  if (hashes.length === 0) return [];
  const texts = await redis.hmget(sessionKeys.reports(sessionId), ...hashes);
  return texts.flatMap((text) => read(text) ?? []);
}

/** The stronger answer from this fact that was kept, and that no event names yet. Null: there is none. Rejects without Redis. */
export async function readUnnamedStrongerAnswer(
  redis: ScriptedRedis,
  sessionId: SessionId,
  factNumber: number,
): Promise<{ hash: string; answer: StrongerAnswer } | null> {
  const kept = await redis.hgetall(sessionKeys.reports(sessionId));
  for (const [hash, text] of Object.entries(kept)) {
    const answer = read(text);
    if (answer?.factNumber === factNumber) return { hash, answer };
  }
  return null;
}
