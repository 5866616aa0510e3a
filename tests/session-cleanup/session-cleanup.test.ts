import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { readAtRest } from '../support/phone-stack.ts';
import { openedRawSocket, type RawSocket } from '../support/raw-socket.ts';
import { createScenarioTable } from '../support/scenario-table.ts';
import { operatorToken, type Stack, startStack } from '../support/stack.ts';
import { readSessionFields } from '../support/stored.ts';
import {
  type CandidateWork,
  createCandidateWork,
  expectAnswer,
  expectOver,
  inBursts,
  numbers,
  type Talk,
} from './candidate-work.ts';

let stack: Stack;
let candidate: CandidateClient;
let work: CandidateWork;
const table = createScenarioTable(() => stack);

beforeAll(async () => {
  stack = await startStack({ gateways: 2, bridges: 2, model: { keptSessions: 1_000 } });
  candidate = await visit(stack.gatewayUrl);
  work = createCandidateWork(stack, candidate);
});
afterAll(async () => {
  await stack.close();
  process.stdout.write(`${table.print()}\n`);
  expect(stack.logs.errors()).toEqual([]);
});

describe('session cleanup', { timeout: 60_000 }, () => {
  it('after many sessions that were started, talked in and ended in every way', async () => {
    const ends: [string, (talk: Talk) => Promise<unknown>][] = [
      ['hung_up_by_candidate', ({ line }) => line.hangUp()],
      ['hung_up_by_candidate', ({ viewer }) => viewer.command({ type: 'call.end' })],
      ['hung_up_by_candidate', ({ started }) => work.post(`/api/sessions/${started.sessionId}/end`)],
      ['reset', ({ started }) => work.post(`/api/sessions/${started.sessionId}/reset`)],
      [
        'hung_up_by_candidate',
        ({ started }) => candidate.fetch(`/api/sessions/${started.sessionId}`, { method: 'DELETE' }),
      ],
    ];
    const ids = new Set<string>();
    await table.run('sessions started, talked, ended', 25, async (look) => {
      await inBursts(25, 5, async (index) => {
        const jobTitle = `Baker of kind ${index}`;
        const talk = await work.startTalk(jobTitle, undefined, index);
        ids.add(talk.started.sessionId);
        await expectAnswer(talk, talk.line);
        const [reason, end] = ends[index % ends.length] ?? ends[0] ?? [];
        await look();
        await end?.(talk);
        await expectOver(talk, reason ?? '');
        // The page was told nothing about any other session.
        const told = new Set(talk.viewer.events.map(({ sessionId }) => sessionId));
        expect([...told]).toEqual([talk.started.sessionId]);
        const model = work.modelOf(jobTitle);
        expect(model?.violations).toEqual([]);
        await eventually(() => (model?.closed ?? null) !== null);
      });
      expect(ids.size).toBe(25);
      expect(stack.model.sessions).toHaveLength(25);
    });
  });

  it('after rapid connects and disconnects of the logs socket', async () => {
    await table.run('logs sockets, connected and gone', 100, async (look) => {
      const talk = await work.startTalk();
      const { sessionId } = talk.started;
      await inBursts(100, 20, async (index) => {
        const socket = await openedRawSocket(work.logsUrl(index), candidate.cookie);
        if (index % 4 !== 0) {
          const ticket = await candidate.ticket(sessionId);
          socket.send({ type: 'hello', version: 1, sessionId, ticket });
        }
        if (index % 4 === 3) await eventually(() => socket.messages.length > 0);
        if (index === 50) await look();
        if (index % 2 === 0) socket.close();
        else socket.terminate();
        await socket.closed;
      });
      await expectAnswer(talk, talk.line);
      await talk.line.hangUp();
      await expectOver(talk, 'hung_up_by_candidate');
    });
  });

  it('after rapid connects and disconnects of the audio socket', async () => {
    await table.run('audio sockets, connected and gone', 100, async (look) => {
      const talk = await work.startTalk();
      await inBursts(100, 20, async (index) => {
        if (index % 4 === 0) {
          const socket = await openedRawSocket(stack.mediaUrl);
          socket.terminate();
          await socket.closed;
          return;
        }
        const isKnown = index % 4 === 1;
        const line = await work.openLine(
          isKnown ? await work.mediaToken(talk.started.sessionId) : 'no-such-token',
        );
        if (index === 51) await look();
        // The socket is either refused or already gone.
        if (index % 4 === 3) await line.end('broken');
        else expect((await line.closed).code).toBe(1008);
      });
      await expectAnswer(talk, talk.line);
      expect(talk.viewer.events.filter(({ type }) => type === 'media.started')).toHaveLength(1);
      expect(talk.viewer.events.filter(({ type }) => type === 'media.lost')).toHaveLength(0);
      await talk.line.hangUp();
      await expectOver(talk, 'hung_up_by_candidate');
    });
  });

  it('after a call whose line broke and was joined again', async () => {
    await table.run('lines broken and joined again', 3, async (look) => {
      const talk = await work.startTalk();
      let { line } = talk;
      for (const round of numbers(3)) {
        await line.end('broken');
        await eventually(() => talk.viewer.events.filter(({ type }) => type === 'media.lost').length > round);
        line = await work.openLine(await work.mediaToken(talk.started.sessionId));
        await eventually(
          () => talk.viewer.events.filter(({ type }) => type === 'media.started').length > round + 1,
        );
        await expectAnswer(talk, line);
      }
      await look();
      await line.hangUp();
      await expectOver({ ...talk, line }, 'hung_up_by_candidate');
    });
  });

  it('after refreshes, which find the job configuration that the interviewer has', async () => {
    await table.run('refreshes: configuration persists', 10, async (look) => {
      const jobConfiguration = {
        jobTitle: 'Keeper of the Lighthouse',
        company: 'Skerry',
        lengthMinutes: 20,
      } as const;
      const started = await candidate.start({ jobConfiguration });
      const line = await candidate.talk(started);
      await eventually(async () => (await work.recordOf(started.sessionId)).phase === 'active');
      for (const round of numbers(10)) {
        const ticket = await candidate.ticket(started.sessionId);
        const { sessionId } = started;
        const viewer = await candidate.watch({ sessionId, ticket }, { gatewayUrl: work.addressOf(round) });
        const welcome = await eventually(() => {
          const [first] = viewer.messages;
          if (first?.type !== 'welcome') throw new Error('no welcome');
          return first;
        });
        expect(welcome.view?.jobConfiguration).toMatchObject(jobConfiguration);
        expect(welcome.view?.receivedHash).toBe(welcome.view?.configurationHash);
        if (round === 5) await look();
        viewer.close();
        await viewer.closed;
      }
      const model = work.modelOf(jobConfiguration.jobTitle);
      expect(model?.session.instructions).toContain('"company": "Skerry"');
      await line.hangUp();
      await eventually(async () => (await work.recordOf(started.sessionId)).phase === 'closed');
      expect((await work.recordOf(started.sessionId)).jobConfiguration).toMatchObject(jobConfiguration);
    });
  });

  it('after changes of the job configuration, before and during the call', async () => {
    await table.run('configuration changed, before and during', 6, async (look) => {
      const started = await candidate.start({ jobConfiguration: { jobTitle: 'Title of before' } });
      const viewer = await candidate.watch(started);
      const change = async (jobTitle: string, operationId = randomUUID()) => {
        const command = { type: 'job.configuration', jobConfiguration: { jobTitle } } as const;
        return (await viewer.command(command, operationId)).outcome;
      };
      expect(await change('Title number 0')).toBe('ok');
      const line = await candidate.talk(started);
      await viewer.waitFor('transcript.completed');
      const model = work.modelOf('Title number 0');
      expect(model?.session.instructions).not.toContain('Title of before');
      for (const round of [1, 2, 3, 4, 5]) {
        const operationId = randomUUID();
        expect(await change(`Title number ${round}`, operationId)).toBe('ok');
        await eventually(async () => {
          const { receivedHash, configurationHash } = await work.recordOf(started.sessionId);
          return receivedHash === configurationHash;
        });
        expect(model?.session.instructions).toContain(`"Title number ${round}"`);
        expect(model?.session.instructions).not.toContain(`Title number ${round - 1}`);
        // The same command again by the other way, as from a browser that has not heard the answer.
        const again = await candidate.fetch(`/api/sessions/${started.sessionId}/job-configuration`, {
          method: 'PUT',
          body: { operationId, jobConfiguration: { jobTitle: `Title number ${round}` } },
        });
        expect(again.status).toBe(200);
      }
      await look();
      expect(viewer.events.filter(({ type }) => type === 'configuration.changed')).toHaveLength(6);
      expect(model?.violations).toEqual([]);
      await line.hangUp();
      await viewer.closed;
      const late = await candidate.fetch(`/api/sessions/${started.sessionId}/job-configuration`, {
        method: 'PUT',
        body: { operationId: randomUUID(), jobConfiguration: { jobTitle: 'Too late' } },
      });
      expect(late.status).toBe(409);
    });
  });

  it('after practising again, also in the middle of a call', async () => {
    await table.run('practised again in the middle of the call', 5, async (look) => {
      let old = await work.startTalk('Attempt number 0');
      for (const round of [1, 2, 3, 4, 5]) {
        const { sessionId } = old.started;
        const [ticket, token] = [await candidate.ticket(sessionId), await work.mediaToken(sessionId)];
        const next = await work.startTalk(`Attempt number ${round}`, sessionId, round);
        await expectOver(old, 'superseded');
        if (round === 3) await look();

        expect(next.started.sessionId).not.toBe(sessionId);
        const texts = next.viewer.events.flatMap((event) =>
          event.type === 'transcript.completed' ? [event.itemId] : [],
        );
        const oldItems = old.viewer.events.flatMap((event) => ('itemId' in event ? [event.itemId] : []));
        expect(texts.filter((itemId) => oldItems.includes(itemId))).toEqual([]);
        const model = work.modelOf(`Attempt number ${round}`);
        expect(model?.session.instructions).not.toContain(`Attempt number ${round - 1}`);
        expect(model?.replayedItems).toEqual([]);
        await eventually(() => (work.modelOf(`Attempt number ${round - 1}`)?.closed ?? null) !== null);
        expect((await work.recordOf(next.started.sessionId)).previousSessionId).toBe(sessionId);

        // Everything from the old session is refused and changes nothing of it.
        const before = await readAtRest(stack, sessionId);
        const late = await work.openLine(token);
        expect((await late.closed).code).toBe(1008);
        const gone = await candidate.watch({ sessionId, ticket });
        expect((await gone.closed).code).toBe(1000);
        expect((await work.post(`/api/sessions/${sessionId}/media-token`, {})).status).toBe(409);
        expect((await work.post(`/api/sessions/${sessionId}/end`)).status).toBe(202);
        expect(await readSessionFields(stack.redis, sessionId)).toEqual(before);
        expect((await work.recordOf(next.started.sessionId)).phase).toBe('active');
        old = next;
      }
      await old.line.hangUp();
      await expectOver(old, 'hung_up_by_candidate');
      // And after the end.
      const after = await work.startTalk('Attempt after the end', old.started.sessionId);
      expect((await work.recordOf(old.started.sessionId)).endReason).toBe('hung_up_by_candidate');
      await after.line.hangUp();
      await expectOver(after, 'hung_up_by_candidate');
    });
  });

  it('after a reset of everything while browsers wait', async () => {
    await table.run('reset of all, with browsers waiting', 20, async (look) => {
      const talks = await Promise.all(numbers(5).map((index) => work.startTalk('Baker', undefined, index)));
      const configured = await Promise.all(numbers(5).map(() => candidate.start()));
      const waiting: RawSocket[] = await Promise.all(
        numbers(10).map((index) => openedRawSocket(work.logsUrl(index))),
      );
      await look();
      const answer = await fetch(`${stack.gatewayUrl}/api/operator/reset-all`, {
        method: 'POST',
        headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ confirm: 'reset all' }),
      });
      expect(answer.status).toBe(202);
      for (const talk of talks) await expectOver(talk, 'reset');
      for (const { sessionId } of configured)
        expect((await work.recordOf(sessionId)).endReason).toBe('reset');
      for (const socket of waiting) expect((await socket.closed).code).toBe(1012);
    });
  });
});
