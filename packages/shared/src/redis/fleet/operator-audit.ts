import { type AuditEntry, auditEntrySchema } from '../../contract/operator-audit.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** About a year's worth for a busy operator. Older entries are removed. */
const mostEntries = 10_000;

/** Adds to the record of what operators do. Entries are never changed. Rejects without Redis. */
export async function writeAudit(redis: ScriptedRedis, entry: Omit<AuditEntry, 'at'>): Promise<void> {
  // The entry's id is Redis' own time.
  await redis.xadd(
    keys.operatorAudit,
    'MAXLEN',
    '~',
    mostEntries,
    '*',
    'from',
    entry.from.slice(0, 64),
    'what',
    entry.what.slice(0, 200),
    'outcome',
    entry.outcome,
  );
}

/** The newest entries first. Unreadable ones are left out. */
export async function readAudit(redis: ScriptedRedis, most: number): Promise<AuditEntry[]> {
  const rows = await redis.xrevrange(keys.operatorAudit, '+', '-', 'COUNT', most);
  return rows.flatMap(([id, fields]) => {
    const named = Object.fromEntries(
      fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? '']] : [])),
    );
    const entry = auditEntrySchema.safeParse({ ...named, at: Number(id.split('-')[0]) });
    return entry.success ? [entry.data] : [];
  });
}
