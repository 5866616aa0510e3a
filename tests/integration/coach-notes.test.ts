import { newOperationId } from '@ringback/shared/client/operation-id';
import { type CoachNote, mostNotesOfLink, type NoteId } from '@ringback/shared/contract/coach-notes';
import { type SessionId, shareIdSchema } from '@ringback/shared/contract/ids';
import { type OwnData, ownDataSchema } from '@ringback/shared/contract/own-data';
import type { ShareRequest } from '@ringback/shared/contract/share-links';
import { changeShareLink, revokeShareLink } from '@ringback/shared/redis/admission/share-links';
import { keepNote, toNoteId } from '@ringback/shared/redis/session/coach-notes';
import { expireParts } from '@ringback/shared/redis/session/expire-parts';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { beginInterview } from '../support/new-session.ts';
import { expectNothingStored } from '../support/stored.ts';

let gateways: Gateways;
let owner: CandidateClient;
let coach: CandidateClient;
let sessionId: SessionId;
beforeAll(async () => {
  gateways = await startGateways();
});
afterAll(() => gateways.close());
beforeEach(async () => {
  [owner, coach] = [await visit(gateways.url), await visit(gateways.url)];
  ({ sessionId } = await owner.start());
});
afterEach(async () => {
  await gateways.store.commit(sessionId, { type: 'end', reason: 'completed' });
  expect(gateways.logs.errors()).toEqual([]);
});

async function share(request: ShareRequest = { notes: true }) {
  const { shareId, url } = await owner.api.share(sessionId, request);
  return { shareId, token: new URL(url).hash.slice(1) };
}
const leave = (token: string, text: string, at: { atMs: number | null; itemId: string | null } = now) =>
  coach.api.leaveNote(token, { operationId: newOperationId(), text, ...at });
const now = { atMs: null, itemId: null };
async function close(): Promise<void> {
  await gateways.store.commit(sessionId, { type: 'end', reason: 'completed' });
  await gateways.store.commit(sessionId, { type: 'close' });
}
const textsOf = (notes: readonly CoachNote[]) => notes.map(({ text }) => text);

describe('a coach’s note', () => {
  it('is kept with its moment and its link’s name, and told to its owner once the session is closed', async () => {
    const { token, shareId } = await share({ notes: true, name: '  Ms\nFrizzle ' });
    await beginInterview(gateways.store, sessionId);
    const later = await leave(token, 'later', { atMs: 3_600_000, itemId: 'item_2' });
    const early = await leave(token, 'early', { atMs: 0, itemId: 'item_1' });
    expect(early).toMatchObject({ shareId, by: 'Ms Frizzle', atMs: 0, itemId: 'item_1', text: 'early' });
    // The interview is not an hour old.
    expect(later.atMs).toBeLessThan(60_000);
    expect(await owner.api.coached(sessionId)).toEqual({ isWithheld: true, notes: [], topics: [] });
    await close();
    expect(await owner.api.coached(sessionId)).toEqual({
      isWithheld: false,
      notes: [early, later],
      topics: [],
    });
  });

  it('is about no moment before the interview, and after it unless its coach names one', async () => {
    const { token } = await share();
    expect((await leave(token, 'before', { atMs: 5, itemId: null })).atMs).toBeNull();
    await beginInterview(gateways.store, sessionId);
    await close();
    expect((await leave(token, 'after')).atMs).toBeNull();
    expect((await leave(token, 'named', { atMs: 0, itemId: null })).atMs).toBe(0);
  });

  it('is told to no other coach, unless the owner lets that one’s link show them, with the report, after the call', async () => {
    const { token } = await share();
    const other = await share({ notes: true, report: true });
    await leave(token, 'CANARY-note');
    const look = () => coach.api.coaching(other.token);
    await owner.api.changeShare(sessionId, other.shareId, { allNotes: true });
    expect(await look()).toMatchObject({ notes: [], otherNotes: [] });
    await close();
    expect(textsOf((await look()).otherNotes)).toEqual(['CANARY-note']);
    for (const change of [{ allNotes: false }, { report: false, allNotes: true }]) {
      await owner.api.changeShare(sessionId, other.shareId, change);
      expect(JSON.stringify(await look())).not.toContain('CANARY');
    }
    expect(textsOf((await coach.api.coaching(token)).notes)).toEqual(['CANARY-note']);
  });

  it('is deleted by its coach while the link works, by its owner at any time, and by no other person', async () => {
    const [{ token }, other] = [await share(), await share()];
    const [first, second] = [await leave(token, 'first'), await leave(token, 'second')];
    const missing = { status: 404, code: 'note_not_found' };
    await expect(coach.api.deleteOwnNote(other.token, first.noteId)).rejects.toMatchObject(missing);
    await expect(coach.api.deleteNote(sessionId, first.noteId)).rejects.toMatchObject({ status: 404 });
    await coach.api.deleteOwnNote(token, first.noteId);
    await expect(coach.api.deleteOwnNote(token, first.noteId)).rejects.toMatchObject(missing);
    expect(textsOf((await coach.api.coaching(token)).notes)).toEqual(['second']);
    await owner.api.deleteNote(sessionId, second.noteId);
    await expect(owner.api.deleteNote(sessionId, second.noteId)).rejects.toMatchObject(missing);
    await expect(owner.api.deleteNote(sessionId, 'none' as NoteId)).rejects.toMatchObject({ status: 400 });
    expect((await coach.api.coaching(token)).notes).toEqual([]);
  });

  it('is not taken where the owner has not allowed it, or no longer, or by a link that is taken back', async () => {
    const { token, shareId } = await share({});
    const refusal = { status: 403, code: 'notes_not_allowed' };
    await expectNothingStored(gateways.redis, async () => {
      await expect(leave(token, 'no')).rejects.toMatchObject(refusal);
      await expect(leave('x'.repeat(32), 'no')).rejects.toMatchObject({ code: 'share_not_found' });
    });
    await owner.api.changeShare(sessionId, shareId, { notes: true });
    const note = await leave(token, 'yes');
    await owner.api.changeShare(sessionId, shareId, { notes: false });
    await expect(leave(token, 'no')).rejects.toMatchObject(refusal);
    expect(await coach.api.coaching(token)).toMatchObject({ mayNote: false, notes: [note] });
    await owner.api.revokeShare(sessionId, shareId);
    for (const act of [
      () => leave(token, 'no'),
      () => coach.api.coaching(token),
      () => coach.api.deleteOwnNote(token, note.noteId),
    ])
      await expect(act()).rejects.toMatchObject({ status: 404, code: 'share_not_found' });
    await close();
    expect((await owner.api.coached(sessionId)).notes).toEqual([note]);
    await expect(coach.api.coached(sessionId)).rejects.toMatchObject({ status: 404 });
  });

  it('is not kept when the link, its right or the report goes while it is on its way', async () => {
    const { redis } = gateways;
    const shareId = shareIdSchema.parse((await share()).shareId);
    const keep = async () => {
      const noteId = toNoteId(shareId, newOperationId());
      const note = { noteId, shareId, by: '', at: 1, atMs: null, itemId: null, text: 'on its way' };
      return (await keepNote(redis, sessionId, note)).outcome;
    };
    expect(await keep()).toBe('kept');
    await changeShareLink(redis, { sessionId, shareId }, { notes: false });
    expect(await keep()).toBe('gone');
    await changeShareLink(redis, { sessionId, shareId }, { notes: true });
    expect(await keep()).toBe('kept');
    await close();
    const expiring = { parts: new Set(['report'] as const), expired: { report: 1 } };
    expect(await expireParts(redis, sessionId, expiring)).toBe('expired');
    expect(await keep()).toBe('gone');
    expect(await redis.exists(sessionKeys.notes(sessionId))).toBe(0);
  });

  it('is not kept when the link is taken back while it is on its way', async () => {
    const { redis } = gateways;
    const shareId = shareIdSchema.parse((await share()).shareId);
    await revokeShareLink(redis, sessionId, shareId);
    const noteId = toNoteId(shareId, newOperationId());
    const note = { noteId, shareId, by: '', at: 1, atMs: null, itemId: null, text: 'on its way' };
    expect(await keepNote(redis, sessionId, note)).toEqual({ outcome: 'gone' });
  });

  it('is written once by one operation, however often it is sent', async () => {
    const { token } = await share();
    const note = { operationId: newOperationId(), text: 'once', ...now };
    const first = await coach.api.leaveNote(token, note);
    expect(await coach.api.leaveNote(token, note)).toEqual(first);
    await expect(coach.api.leaveNote(token, { ...note, text: 'twice' })).rejects.toMatchObject({
      ...{ status: 409, code: 'operation_conflict' },
    });
    expect((await coach.api.coaching(token)).notes).toEqual([first]);
  });

  it('may be a thousand of the widest letters, is cleaned before it is measured, and is not empty', async () => {
    const { token } = await share();
    const widest = '\uFFFD'.repeat(1_000);
    expect((await leave(token, widest)).text).toBe(widest);
    expect((await leave(token, '  \u202Eodd\u202C\u0000 \uD83D ')).text).toBe('odd \uFFFD');
    for (const text of ['x'.repeat(1_001), ' \u200B ', '']) {
      await expect(leave(token, text)).rejects.toMatchObject({ status: 422 });
    }
  });

  it('finds room for fifty of a link, and the others are not kept out by it', async () => {
    const [{ token, shareId }, other] = [await share(), await share()];
    const first = await leave(token, 'first');
    const notes = sessionKeys.notes(sessionId);
    const stored = (await gateways.redis.hget(notes, `${shareId}:${first.noteId}`)) ?? '';
    for (let more = 1; more < mostNotesOfLink; more += 1)
      await gateways.redis.hset(notes, `${shareId}:note_${String(more).padStart(24, '0')}`, stored);
    await expect(leave(token, 'one too many')).rejects.toMatchObject({ status: 429, code: 'notes_full' });
    await leave(other.token, 'another');
    await coach.api.deleteOwnNote(token, first.noteId);
    await leave(token, 'room again');
  });

  it('takes no more bytes than a session may have of them', async () => {
    const { token, shareId } = await share();
    const heavy = 'x'.repeat(256 * 1024 - 100);
    await gateways.redis.hset(sessionKeys.notes(sessionId), `${shareId}:heavy`, heavy);
    await expect(leave(token, 'one more')).rejects.toMatchObject({ code: 'notes_full' });
  });

  it('that cannot be read hides no other one', async () => {
    const { token, shareId } = await share();
    await leave(token, 'readable');
    const notes = sessionKeys.notes(sessionId);
    await gateways.redis.hset(notes, { [`${shareId}:torn`]: '{"noteId":', [`${shareId}:odd`]: '{}' });
    expect(textsOf((await coach.api.coaching(token)).notes)).toEqual(['readable']);
  });

  it('has a rate: a flood is refused and told when to come back', async () => {
    const { token } = await share();
    const sent = await Promise.allSettled(
      Array.from({ length: 25 }, (_, index) => leave(token, `n ${index}`)),
    );
    const refused = sent.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ reason: { status: 429, code: 'limited' } });
  });

  it('expires with its session, goes with the report, and does not come back', async () => {
    const { token } = await share();
    await leave(token, 'CANARY-note');
    const { redis } = gateways;
    const [left, ofNotes] = await Promise.all([
      redis.pttl(sessionKeys.record(sessionId)),
      redis.pttl(sessionKeys.notes(sessionId)),
    ]);
    expect(Math.abs(left - ofNotes)).toBeLessThan(5_000);
    await close();
    const expiring = { parts: new Set(['report'] as const), expired: { report: 1 } };
    expect(await expireParts(redis, sessionId, expiring)).toBe('expired');
    expect(await redis.exists(sessionKeys.notes(sessionId))).toBe(0);
    await expect(leave(token, 'no')).rejects.toMatchObject({ status: 410, code: 'part_expired' });
  });

  it('is counted before an erasure, stands in its owner’s file, and is gone with the session', async () => {
    const { token } = await share({ notes: true, name: 'QUOKKA-coach' });
    const note = await leave(token, 'QUOKKA-note');
    const own = async () => (JSON.parse(await owner.api.ownData()) as OwnData).sessions[0]?.coachNotes;
    expect(await own()).toEqual([]);
    await close();
    expect(await own()).toEqual([note]);
    expect(ownDataSchema.safeParse(JSON.parse(await owner.api.ownData())).success).toBe(true);
    expect((await owner.api.erasurePreview(sessionId)).counts).toMatchObject({ coach_notes: 1 });
    await owner.api.erase(sessionId);
    const names = await gateways.redis.keys('*');
    const dumps = await Promise.all(names.map((name) => gateways.redis.dumpBuffer(name)));
    expect(dumps.map((dump) => dump?.toString('latin1') ?? '').join(' ')).not.toContain('QUOKKA');
    expect(JSON.stringify(gateways.logs.lines)).not.toContain('QUOKKA');
  });
});
