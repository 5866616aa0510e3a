import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

const source = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The Redis client with our scripts as methods. Replies are fixed-shape lists of strings. */
export type ScriptedRedis = Redis & {
  commitSession(...args: string[]): Promise<[string, string, string, string]>;
  /** Creates a session together with the entries that list it and end it. */
  createSession(...args: string[]): Promise<[string, string, string, string]>;
  /** Closes a session by what needs no reading of its record. Returns its phase and call sid as they stood. */
  closeUnreadable(...args: string[]): Promise<[string, string]>;
  /** As `commitSession`, but also works when Redis is out of memory: for ends and releases. */
  commitSessionUrgently(...args: string[]): Promise<[string, string, string, string]>;
  leaseSession(...args: string[]): Promise<[string, string, string]>;
  /** The number of keys comes first. */
  renewLeases(...args: (string | number)[]): Promise<string[]>;
  takeSlot(key: string, holder: string, most: string, lifeMs: string): Promise<[string, string]>;
  /** Puts a log without the words of expired parts in the place of a session's log. */
  expireParts(...args: string[]): Promise<'expired' | 'moved'>;
  /** The number of keys comes first. */
  keepSlots(...args: (string | number)[]): Promise<string[]>;
  /** The number of keys comes first. */
  readLogHeads(...args: (string | number)[]): Promise<string[]>;
  /** The number of keys comes first. */
  takeAllowances(...args: (string | number)[]): Promise<[string, string]>;
  forgetIf(key: string, value: string): Promise<number>;
  /** Moves a candidate's booking to its next state, if it still stands as it was read. Returns 1 when it did, else 0. */
  moveBooking(booking: string, call: string, ...args: string[]): Promise<number>;
  /** Sets a field of a hash if another one is there. Returns 1 when it was set, else 0. */
  setBeside(key: string, present: string, field: string, value: string): Promise<number>;
  /** The number of keys comes first. Also works when Redis is out of memory. */
  forgetRequest(...args: (string | number)[]): Promise<number>;
  /**
   * The number of keys comes first. Also works when Redis is out of memory, so that what was asked for before is erased;
   * a new erasure is refused then, because it cannot be stored.
   */
  eraseSession(...args: (string | number)[]): Promise<number>;
  /** Lists a session whose report or stronger answer is pending, if it has not changed since it was read. */
  relistPending(
    record: string,
    list: string,
    revision: string,
    sessionId: string,
    dueMs: string,
  ): Promise<number>;
  bookSpent(purse: string, millionths: string, lifeMs: string): Promise<number>;
  keepReport(record: string, reports: string, tombstone: string, hash: string, text: string): Promise<string>;
  keepNote(...args: string[]): Promise<'ok' | 'gone' | 'full' | 'known'>;
  /** The number of keys comes first. */
  admitCall(...args: string[]): Promise<[string, string, string]>;
  /** The number of keys comes first. */
  settleCall(...args: (string | number)[]): Promise<string>;
};

/** Adds the scripts to a client. They survive SCRIPT FLUSH and a restart of Redis. */
export function defineScripts(client: Redis): ScriptedRedis {
  const commit = source('./session/commit.lua');
  client.defineCommand('commitSession', { numberOfKeys: 6, lua: commit });
  client.defineCommand('createSession', { numberOfKeys: 6, lua: source('./session/create.lua') });
  // Without a flag, Redis out of memory would refuse what gives it memory back.
  client.defineCommand('expireParts', {
    numberOfKeys: 8,
    lua: `#!lua flags=allow-oom\n${source('./session/expire-parts.lua')}`,
  });
  client.defineCommand('closeUnreadable', {
    numberOfKeys: 3,
    lua: `#!lua flags=allow-oom\n${source('./session/close-unreadable.lua')}`,
  });
  client.defineCommand('commitSessionUrgently', {
    numberOfKeys: 6,
    lua: `#!lua flags=allow-oom\n${commit}`,
  });
  client.defineCommand('leaseSession', { numberOfKeys: 1, lua: source('./fleet/lease.lua') });
  client.defineCommand('renewLeases', { lua: source('./fleet/renew-leases.lua') });
  client.defineCommand('takeSlot', { numberOfKeys: 1, lua: source('./admission/take-slot.lua') });
  client.defineCommand('keepSlots', { lua: source('./admission/keep-slots.lua') });
  client.defineCommand('readLogHeads', { lua: source('./session/log-heads.lua'), readOnly: true });
  client.defineCommand('takeAllowances', { lua: source('./admission/allowance.lua') });
  // With an explicit line of flags (none), Redis refuses the script as a whole when out of memory. Otherwise its first
  // write, which only removes, would let all others through.
  client.defineCommand('admitCall', { lua: `#!lua\n${source('./admission/admit-call.lua')}` });
  client.defineCommand('settleCall', { lua: source('./admission/settle-call.lua') });
  client.defineCommand('bookSpent', { numberOfKeys: 1, lua: source('./admission/book-spent.lua') });
  client.defineCommand('keepReport', { numberOfKeys: 3, lua: source('./session/keep-report.lua') });
  client.defineCommand('keepNote', { numberOfKeys: 4, lua: `#!lua\n${source('./session/keep-note.lua')}` });
  client.defineCommand('eraseSession', {
    lua: `#!lua flags=allow-oom\n${source('./session/erase-session.lua')}`,
  });
  client.defineCommand('relistPending', { numberOfKeys: 2, lua: source('./session/relist-pending.lua') });
  client.defineCommand('setBeside', { numberOfKeys: 1, lua: source('./admission/set-beside.lua') });
  client.defineCommand('forgetRequest', {
    lua: `#!lua flags=allow-oom\n${source('./erasure/forget-request.lua')}`,
  });
  client.defineCommand('moveBooking', {
    numberOfKeys: 2,
    lua: source('./admission/move-booking.lua'),
  });
  client.defineCommand('forgetIf', { numberOfKeys: 1, lua: source('./fleet/forget-if.lua') });
  return client as ScriptedRedis;
}
