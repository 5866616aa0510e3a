import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { startLogsSocket } from '@ringback/shared/client/logs-socket';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startMediaAttachment } from '../../services/web/lib/media-attachment.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, isReady, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { startJourney } from '../support/faults/journey.ts';
import { createPatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { pageOrigin } from '../support/stack.ts';

const hangsMs = 40_000;
const frameMs = 20;

let fleet: FaultFleet;
beforeAll(async () => {
  fleet = await startFaultFleet({ gateways: 1 });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await fleet.tidy();
});
afterAll(async () => {
  printResults();
  await fleet?.close();
});

/** The page's own sockets, for a candidate who does not stop speaking. */
async function speakOnPage(candidate: CandidateClient) {
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { origin: pageOrigin, cookie: candidate.cookie } });
      }
    },
  );
  const started = await candidate.start();
  const sessionId = sessionIdSchema.parse(started.sessionId);
  let ticket: string | undefined = started.ticket;
  let token = started.media?.token;
  const story: string[] = [];
  const tellMedia = (line: string) => story.push(line);
  const attachment = startMediaAttachment({
    mediaUrl: started.media?.url ?? '',
    async fetchToken() {
      const first = token;
      token = undefined;
      return first ?? (await candidate.api.mediaToken(sessionId)).token;
    },
    reattachMs: 20_000,
    cancelsEcho: () => true,
    hear: () => {},
    started: () => {},
    changed: tellMedia,
    closed: tellMedia,
    log: () => {},
  });
  const socket = startLogsSocket({
    sessionId,
    socketUrl: `${(fleet.gateways[0]?.url ?? '').replace('http', 'ws')}/logs`,
    async fetchTicket() {
      const first = ticket;
      ticket = undefined;
      return first ?? (await candidate.api.ticket(sessionId)).ticket;
    },
    revision: () => undefined,
    receive: () => 'taken',
    receiveUnknown: () => {},
    changed: () => {},
    silent: () => attachment.suspect('silence'),
    log: () => {},
  });
  const voice = tone(frameMs);
  const startedAt = Date.now();
  let frames = 0;
  const speaking = setInterval(() => {
    for (; frames * frameMs < Date.now() - startedAt; frames += 1)
      attachment.sayInTime((writer) => [writer.media({ payload: voice, timestampMs: frames * frameMs })]);
  }, frameMs);
  return {
    sessionId,
    story,
    socket,
    close() {
      clearInterval(speaking);
      socket.close('left');
      attachment.close();
    },
  };
}

it('row 16: the only gateway hangs for 40 s while a candidate speaks, and touches no sound, a browser’s or a phone’s', async () => {
  const cell = { row: '16', moment: 'M6', what: 'the only gateway stopped for 40 s', boundMs: 13_000 };
  await measureFault(cell, async () => {
    const [gateway] = fleet.gateways;
    if (gateway === undefined) throw new Error('no gateway');
    const onPhone = await startJourney(fleet, await createPatientCandidate(fleet), {
      call: { via: 'phone', phoneNumber: '+14155550123' },
    });
    await onPhone.talk();
    await onPhone.greeting();
    const page = await speakOnPage(await visit(gateway.url));
    await eventually(
      () => page.story.includes('attached') && page.socket.connection.phase === 'live',
      10_000,
    );
    gateway.process.freeze();
    const frozenAt = Date.now();
    try {
      await eventually(() => page.socket.connection.phase === 'reconnecting', 20_000);
      await onPhone.exchange();
      await wait(hangsMs - (Date.now() - frozenAt));
    } finally {
      gateway.process.thaw();
    }
    const thawedAt = Date.now();
    await eventually(() => page.socket.connection.phase === 'live', 14_000);
    const backMs = Date.now() - thawedAt;
    expect(await isReady(gateway.url)).toBe(true);
    await onPhone.exchange();
    expect(page.story).toEqual(['attached']);
    const log = await fleet.store.readLog(page.sessionId, 0);
    const events = log.map(({ event }) => event.type);
    expect(events.filter((type) => type === 'media.started')).toHaveLength(1);
    expect(events).not.toContain('media.lost');
    expect(events).not.toContain('session.ended');
    expect(onPhone.lines).toHaveLength(1);
    page.close();
    await fleet.store.commit(
      page.sessionId,
      { type: 'end', reason: 'hung_up_by_candidate' },
      { operationId: randomUUID() },
    );
    await onPhone.hangUp();
    return backMs;
  });
}, 150_000);
