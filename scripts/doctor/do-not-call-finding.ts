import { readListState } from '@ringback/shared/redis/admission/list-canary';
import { parseKeyRing } from '@ringback/shared/runtime/key-ring';
import { judgeList, type ListJudgement } from '@ringback/shared/runtime/list-canary';
import { readLocalSecrets } from '../launcher/local-secrets.ts';
import { type Environment, type LauncherSettings, secretsFile } from '../launcher/settings.ts';
import { openRedis } from '../redis/open-redis.ts';
import type { Finding } from './finding.ts';

const about = 'do not call';
const LIMIT_MS = 5_000;

/** Whether the list in a permanent Redis fits the key. Nothing when either is missing. */
export async function examineDoNotCall(env: Environment, settings: LauncherSettings): Promise<Finding[]> {
  const kept = await readLocalSecrets(secretsFile(settings.dataDir));
  const ring = parseKeyRing(env.NUMBER_HASH_KEY || kept.NUMBER_HASH_KEY || '');
  if (!env.REDIS_URL || ring === null) return [];
  // A Redis that does not answer is a finding of its own.
  const redis = await openRedis(env.REDIS_URL, LIMIT_MS).catch(() => null);
  if (redis === null) return [];
  try {
    const state = await readListState(redis);
    return [toFinding(judgeList(ring, state), state.entries)];
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return [{ about, verdict: 'note', text: `the list could not be looked at: ${text}` }];
  } finally {
    redis.disconnect();
  }
}

export function toFinding({ outcome }: ListJudgement, entries: number): Finding {
  switch (outcome) {
    case 'known':
      return { about, verdict: 'ok', text: `NUMBER_HASH_KEY fits the list (${entries} entries)` };
    case 'empty':
      return {
        about,
        verdict: 'note',
        text: 'there is no list yet',
        fix: 'if Redis was lost, "npm run do-not-call -- import FILE" restores it',
      };
    case 'list_lost':
      return {
        about,
        verdict: 'fault',
        text: `the list was lost and is not restored (${entries} entries): no number is dialled`,
        fix: '"npm run do-not-call -- import FILE"; where there is no copy: "npm run do-not-call -- vouch"',
      };
    case 'key_unknown':
      return {
        about,
        verdict: 'fault',
        text: `NUMBER_HASH_KEY lacks a key of the list (${entries} entries): no number is dialled`,
        fix: 'put that key behind the present one, as "new,old"; docs/operate.md says more',
      };
    case 'canary_lost':
      return {
        about,
        verdict: 'fault',
        text: `nothing says whether NUMBER_HASH_KEY fits the list (${entries} entries): no number is dialled`,
        fix: 'if the key has not changed since the list was made: "npm run do-not-call -- vouch"',
      };
  }
}
