import { newOperationId } from '@ringback/shared/client/operation-id';
import { type SessionId, shareIdSchema } from '@ringback/shared/contract/ids';
import type { OwnData } from '@ringback/shared/contract/own-data';
import type { ShareRequest } from '@ringback/shared/contract/share-links';
import {
  changeShareLink,
  findShareLink,
  revokeShareLink,
} from '@ringback/shared/redis/admission/share-links';
import { expireParts } from '@ringback/shared/redis/session/expire-parts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { suggestTopic } from '../../services/frontend-gateway/src/http/suggest-topic.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
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
  await beginInterview(gateways.store, sessionId);
});
afterEach(async () => {
  await gateways.store.commit(sessionId, { type: 'end', reason: 'completed' });
  expect(gateways.logs.errors()).toEqual([]);
});

async function share(request: ShareRequest = { topics: true, name: 'Ms Frizzle' }) {
  const { shareId, url } = await owner.api.share(sessionId, request);
  return { shareId, token: new URL(url).hash.slice(1) };
}
const suggest = (token: string, topic: string) =>
  coach.api.suggestTopic(token, { operationId: newOperationId(), topic });
const settle = (number: number) =>
  gateways.store.commit(sessionId, {
    ...{ type: 'record', facts: [{ type: 'topic.settled', number, outcome: 'passed' }] },
  });
const statesOf = async () =>
  ((await gateways.store.read(sessionId))?.record.suggestedTopics ?? []).map(({ state }) => state);
const refused = (reason: string) => ({ status: 409, code: 'topic_refused', details: { reason } });

describe('a topic that a coach suggests', () => {
  it('stands in the log; the owner is told that there is one, and its words when the call is over; others are not told', async () => {
    const [{ token, shareId }, other] = [await share(), await share({ notes: true })];
    const viewer = await owner.watch({ sessionId, ticket: await owner.ticket(sessionId) });
    const watching = await coach.watch(await coach.api.shareTicket(other.token));
    expect(await suggest(token, ' CANARY\n topic ')).toBe(1);
    const log = (await gateways.store.readLog(sessionId, 0)).map(({ event }) => event);
    expect(log.at(-1)).toMatchObject({
      type: 'topic.suggested',
      shareId,
      by: 'Ms Frizzle',
      text: 'CANARY topic',
    });
    const told = await viewer.waitFor('topic.suggested');
    expect(told).toMatchObject({ by: 'Ms Frizzle', text: '' });
    await settle(1);
    await viewer.waitFor('topic.settled');
    const again = await owner.watch({ sessionId, ticket: await owner.ticket(sessionId) });
    await eventually(() => again.messages.length > 0);
    expect(again.messages[0]).toMatchObject({ view: { suggestedTopics: [{ shareId, state: 'passed' }] } });
    await eventually(() => watching.messages.length > 0);
    for (const { messages } of [viewer, again, watching])
      expect(JSON.stringify(messages)).not.toContain('CANARY');
    expect(JSON.stringify(watching.messages)).not.toContain('Frizzle');
    expect((await coach.api.coaching(other.token)).topics).toEqual([]);
    expect((await coach.api.coaching(token)).topics).toMatchObject([
      { number: 1, state: 'passed', text: 'CANARY topic' },
    ]);
    expect((await owner.api.coached(sessionId)).topics).toEqual([]);
    await gateways.store.commit(sessionId, { type: 'end', reason: 'completed' });
    await gateways.store.commit(sessionId, { type: 'close' });
    const topics = [{ shareId, by: 'Ms Frizzle', state: 'passed', text: 'CANARY topic' }];
    expect((await owner.api.coached(sessionId)).topics).toMatchObject(topics);
    const own = JSON.parse(await owner.api.ownData()) as OwnData;
    expect(own.sessions[0]?.suggestedTopics).toMatchObject(topics);
    expect(JSON.stringify(gateways.logs.lines)).not.toMatch(/CANARY|Frizzle/);
  });

  it('comes back with its words to its own coach alone, whenever their page is loaded again, also after the call', async () => {
    const [one, other] = [
      await share(),
      await share({ topics: true, report: true, notes: true, allNotes: true }),
    ];
    await suggest(one.token, 'storms at night');
    await settle(1);
    await suggest(other.token, 'a late train');
    const toldTo = async ({ token }: { token: string }) =>
      (await (await visit(gateways.url)).api.coaching(token)).topics.map(({ number, state, text }) => [
        ...[number, state, text],
      ]);
    const expectOwn = async (state: string) => {
      expect(await toldTo(one)).toEqual([[1, 'passed', 'storms at night']]);
      expect(await toldTo(other)).toEqual([[2, state, 'a late train']]);
    };
    await expectOwn('waiting');
    await gateways.store.commit(sessionId, { type: 'end', reason: 'completed' });
    await gateways.store.commit(sessionId, { type: 'close' });
    await expectOwn('waiting');
    // Its words expire with the transcript.
    const expiring = { parts: new Set(['transcript'] as const), expired: { transcript: 1 } };
    expect(await expireParts(gateways.redis, sessionId, expiring)).toBe('expired');
    expect(await toldTo(one)).toEqual([[1, 'passed', '']]);
  });

  it('is taken only by a link that its owner lets suggest, from then until they take that back', async () => {
    const { token, shareId } = await share({ notes: true });
    const refusal = { status: 403, code: 'topics_not_allowed' };
    await expectNothingStored(gateways.redis, async () => {
      await expect(suggest(token, 'no')).rejects.toMatchObject(refusal);
    });
    await owner.api.changeShare(sessionId, shareId, { topics: true });
    expect(await coach.api.coaching(token)).toMatchObject({ maySuggest: true, isTopicWaiting: false });
    await suggest(token, 'yes');
    await owner.api.changeShare(sessionId, shareId, { topics: false });
    await expect(suggest(token, 'no')).rejects.toMatchObject(refusal);
    // The one that waited is withdrawn with it.
    expect(await statesOf()).toEqual(['withdrawn']);
    await owner.api.changeShare(sessionId, shareId, { topics: true });
    await suggest(token, 'again');
    await owner.api.revokeShare(sessionId, shareId);
    expect(await statesOf()).toEqual(['withdrawn', 'withdrawn']);
    await expect(suggest(token, 'no')).rejects.toMatchObject({ code: 'share_not_found' });
  });

  it('waits alone: another one is refused until it is passed on, by whichever link it comes', async () => {
    const [{ token }, other] = [await share(), await share()];
    const request = { operationId: newOperationId(), topic: 'first' };
    expect(await coach.api.suggestTopic(token, request)).toBe(1);
    // The same request again is the same topic.
    expect(await coach.api.suggestTopic(token, request)).toBe(1);
    await expect(suggest(other.token, 'second')).rejects.toMatchObject(refused('waiting'));
    expect(await coach.api.coaching(other.token)).toMatchObject({ isTopicWaiting: true });
    await settle(1);
    expect(await suggest(other.token, 'second')).toBe(2);
  });

  it('is not taken before the interview, in the candidate’s own questions, and after the end', async () => {
    const { token } = await share();
    const phase = { type: 'interview.phase_changed', phase: 'candidate_questions' } as const;
    await gateways.store.commit(sessionId, { type: 'record', facts: [phase] });
    await expect(suggest(token, 'no')).rejects.toMatchObject(refused('not_now'));
    expect((await coach.api.coaching(token)).maySuggest).toBe(false);
    await gateways.store.commit(sessionId, { type: 'end', reason: 'completed' });
    await expect(suggest(token, 'no')).rejects.toMatchObject(refused('not_now'));
  });

  it('has a rate: two a minute by one link', async () => {
    const { token } = await share();
    for (const number of [1, 2]) {
      await suggest(token, `topic ${number}`);
      await settle(number);
    }
    await expect(suggest(token, 'topic 3')).rejects.toMatchObject({ status: 429, code: 'limited' });
  });

  it('is one line of two hundred letters at most, and is not empty', async () => {
    const { token } = await share();
    for (const topic of ['x'.repeat(201), ' \u200B\n ']) {
      await expect(suggest(token, topic)).rejects.toMatchObject({ status: 422 });
    }
    await suggest(token, '\uFFFD'.repeat(200));
  });
});

describe('a topic at whose commit something else happens', () => {
  /** Suggests a topic by the link as it stands now, and does `first` right before it is committed. */
  async function suggestAfter(token: string, first: () => Promise<unknown>) {
    const { redis, store } = gateways;
    const [link, read] = [await findShareLink(redis, token), await store.read(sessionId)];
    if (link === null || read === null) throw new Error('no link');
    const racing = {
      ...store,
      commit: async (...given: Parameters<typeof store.commit>) => {
        await first();
        return store.commit(...given);
      },
    };
    const given = { link, record: read.record, operationId: newOperationId(), topic: 'a topic' };
    return suggestTopic({ redis, store: racing, spend: async () => {} }, given);
  }

  it('reaches no interviewer, when its owner takes back the link or the right at that moment', async () => {
    const [one, other] = [await share(), await share()];
    const revoke = () => revokeShareLink(gateways.redis, sessionId, shareIdSchema.parse(one.shareId));
    await expect(suggestAfter(one.token, revoke)).rejects.toMatchObject({ code: 'share_not_found' });
    expect(await statesOf()).toEqual(['withdrawn']);
    const forbid = () =>
      changeShareLink(
        gateways.redis,
        { sessionId, shareId: shareIdSchema.parse(other.shareId) },
        { topics: false },
      );
    await expect(suggestAfter(other.token, forbid)).rejects.toMatchObject({ code: 'topics_not_allowed' });
    expect(await statesOf()).toEqual(['withdrawn', 'withdrawn']);
  });

  it('is refused for the reason that holds then', async () => {
    const [{ token }, other] = [await share(), await share()];
    await expect(suggestAfter(token, () => suggest(other.token, 'faster'))).rejects.toMatchObject({
      code: 'topic_refused',
      details: { reason: 'waiting' },
    });
    await settle(1);
    const phase = { type: 'interview.phase_changed', phase: 'candidate_questions' } as const;
    const leave = () => gateways.store.commit(sessionId, { type: 'record', facts: [phase] });
    await expect(suggestAfter(token, leave)).rejects.toMatchObject({
      code: 'topic_refused',
      details: { reason: 'not_now' },
    });
  });

  it('has its own number when it is sent again, and not that of a later one', async () => {
    const { token } = await share();
    const request = { operationId: newOperationId(), topic: 'first' };
    expect(await coach.api.suggestTopic(token, request)).toBe(1);
    await settle(1);
    expect(await suggest(token, 'second')).toBe(2);
    expect(await coach.api.suggestTopic(token, request)).toBe(1);
  });
});
