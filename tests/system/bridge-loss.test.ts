import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainJob } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { answerMs, canaryParts } from '../support/faults/canary-model.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { whenCleared, whenHeard } from '../support/line-events.ts';
import {
  type BridgedCall,
  beginCall,
  exchange,
  expectReceiptAgain,
  expectTranscript,
  receipts,
  saidBy,
  turnsOf,
} from '../support/lost-bridge.ts';

/** Row 13 of the fault matrix, at every phase of a turn. */

let fleet: FaultFleet;
/** How long the model takes to understand what was said. */
let wordsAfterMs = 0;
const figures: string[] = [];
beforeAll(async () => {
  fleet = await startFaultFleet({
    ...{ bridges: 2, gateways: 1 },
    parts: canaryParts({ wordsAfterMs: () => wordsAfterMs }),
  });
}, 60_000);
beforeEach(() => fleet.restore());
afterEach(() => {
  wordsAfterMs = 0;
  fleet.model.faults.mute = false;
});
afterAll(async () => {
  process.stdout.write(`a bridge killed; from then to the next receipt:\n${figures.join('\n')}\n`);
  await fleet.close();
});

const [interviewer, candidate] = ['interviewer', 'candidate'];
const greeted = ({ viewer }: BridgedCall) => viewer.waitFor('transcript.completed');
const withWords = (call: BridgedCall) => saidBy(call.viewer, 'candidate').filter(({ text }) => text !== '');

/** Where in a turn the bridge dies, and who has spoken by the end, including one more exchange, and for how long. */
const moments: readonly {
  name: string;
  reach(call: BridgedCall): Promise<unknown>;
  speakers: readonly string[];
  spokenMs: readonly number[];
}[] = [
  {
    name: 'the greeting is being heard',
    reach: ({ line }) => whenHeard(line, answerMs / 2),
    speakers: [interviewer, candidate, interviewer],
    spokenMs: [900],
  },
  {
    name: 'the candidate thinks',
    reach: greeted,
    speakers: [interviewer, candidate, interviewer],
    spokenMs: [900],
  },
  {
    name: 'the candidate speaks',
    reach: async (call) => {
      await greeted(call);
      void call.line.say(tone(2_500));
      await call.model.waitForSent('input_audio_buffer.speech_started');
    },
    speakers: [interviewer, candidate, interviewer, candidate, interviewer],
    spokenMs: [2_500, 900],
  },
  {
    name: 'the candidate has just finished',
    reach: async (call) => {
      await greeted(call);
      void call.line.say(tone(900));
      await call.model.waitForSent('input_audio_buffer.speech_stopped');
    },
    speakers: [interviewer, candidate, interviewer, candidate, interviewer],
    spokenMs: [900, 900],
  },
  {
    name: 'the answer is being heard',
    reach: async (call) => {
      await greeted(call);
      void call.line.say(tone(900));
      await whenHeard(call.line, answerMs * 1.5);
    },
    speakers: [interviewer, candidate, interviewer, candidate, interviewer],
    spokenMs: [900, 900],
  },
  {
    name: 'the answer is being heard and the words that it answers are not known yet',
    reach: async (call) => {
      await greeted(call);
      wordsAfterMs = 2_000;
      void call.line.say(tone(1_500));
      await whenHeard(call.line, answerMs + 100);
    },
    speakers: [interviewer, candidate, interviewer, candidate, interviewer],
    spokenMs: [1_500, 900],
  },
  {
    name: 'the candidate makes the first sound into the interviewer’s sentence',
    reach: async (call) => {
      await whenHeard(call.line, answerMs / 2);
      void call.line.say(tone(2_000));
      await whenCleared(call.line);
    },
    speakers: [interviewer, candidate, interviewer, candidate, interviewer],
    spokenMs: [2_000, 900],
  },
  {
    name: 'the candidate has taken the floor',
    reach: async (call) => {
      await whenHeard(call.line, answerMs / 2);
      void call.line.say(tone(2_500));
      await call.model.waitForReceived('conversation.item.truncate');
    },
    speakers: [interviewer, candidate, interviewer, candidate, interviewer],
    spokenMs: [2_500, 900],
  },
];

describe('a bridge that is killed while', () => {
  it.each(moments)('$name', async ({ name, reach, speakers, spokenMs }) => {
    const call = await beginCall(fleet);
    await reach(call);
    const lostAt = Date.now();
    await call.bridge.process.kill();
    const next = await expectReceiptAgain(call, lostAt);
    figures.push(`  ${name}: ${(receipts(call.viewer).at(-1)?.at ?? 0) - lostAt} ms`);
    expect(next.session.instructions).toBe(call.model.session.instructions);
    await eventually(() => next.received.some(({ type }) => type === 'input_audio_buffer.append'));
    // A candidate who has spoken is answered, a side that was cut off goes on, and then the next turn follows.
    await eventually(() => turnsOf(call.viewer).length >= speakers.length - 2, 12_000);
    await exchange(call);
    await expectTranscript(call, { speakers, spokenMs });
    expect(withWords(call)).toHaveLength(spokenMs.length);
    expect(next.violations).toEqual([]);
    await call.line.hangUp();
    await call.viewer.waitFor('session.ended');
  });

  it('the interviewer is cut off by a candidate: cut where it was last heard, and no word about a lost connection', async () => {
    const call = await beginCall(fleet);
    await whenHeard(call.line, answerMs / 2);
    const heardMs = whenCleared(call.line);
    void call.line.say(tone(2_000));
    const cutAtMs = await heardMs;
    await call.bridge.process.kill();
    const cut = await call.viewer.waitFor('transcript.interrupted');
    expect(Math.abs(cut.heardMs - cutAtMs)).toBeLessThan(150);
    const next = await call.next();
    await next.waitForReceived('response.create');
    const told = next.received.filter(({ type }) => type === 'conversation.item.create');
    expect(JSON.stringify(told)).not.toContain('connection was lost');
    await call.line.hangUp();
    await call.viewer.waitFor('session.ended');
  });

  it('the goodbye is being heard: it is heard to its end and on the record, and the call is completed', async () => {
    const call = await beginCall(fleet);
    await greeted(call);
    call.line.press('0');
    await call.viewer.waitFor('goodbye.started');
    await whenHeard(call.line, answerMs + 1_000);
    const lostAt = Date.now();
    await call.bridge.process.kill();
    await expectReceiptAgain(call, lostAt);
    const ended = await call.viewer.waitFor('session.ended', 10_000);
    expect(ended.reason).toBe('completed');
    const goodbye = saidBy(call.viewer, 'interviewer').at(-1);
    expect(goodbye).toMatchObject({
      type: 'transcript.completed',
      text: 'Thank you for coming, and goodbye',
    });
    await expectTranscript(call, { speakers: [interviewer, interviewer], spokenMs: [] });
    await call.viewer.waitFor('session.ended');
  });

  it('a changed configuration is on its way: the next one knows the new one', async () => {
    const call = await beginCall(fleet);
    await greeted(call);
    // The model never confirms the change.
    call.model.mute();
    const jobConfiguration = { ...plainJob, jobTitle: 'Baker canarychange' };
    await call.viewer.command({ type: 'job.configuration', jobConfiguration });
    const changed = await call.viewer.waitFor('configuration.changed');
    const lostAt = Date.now();
    await call.bridge.process.kill();
    const next = await expectReceiptAgain(call, lostAt);
    expect(receipts(call.viewer).at(-1)?.configurationHash).toBe(changed.configurationHash);
    expect(next.session.instructions).toContain('Baker canarychange');
    await exchange(call);
    expect(saidBy(call.viewer, 'interviewer').at(-1)?.text).toContain('canarychange');
    await call.line.hangUp();
    await call.viewer.waitFor('session.ended');
  });

  it('the interviewer connects: the greeting comes once, from the next one, after its receipt', async () => {
    fleet.model.faults.mute = true;
    const call = await beginCall(fleet);
    // Only this session stays silent. The next one may exist before the end of the process is noticed here.
    call.model.mute();
    fleet.model.faults.mute = false;
    expect(call.line.heard.totalBytes).toBe(0);
    const heardAt = whenHeard(call.line, 1, 30_000).then(() => Date.now());
    await call.bridge.process.kill();
    const received = await call.viewer.waitFor('configuration.received');
    // By times, not by what was heard when this page learned of the receipt: the greeting may be quicker than the page.
    expect(await heardAt).toBeGreaterThanOrEqual(received.at);
    const greeting = await call.viewer.waitFor('transcript.completed');
    expect(greeting.at).toBeGreaterThan(received.at);
    await exchange(call);
    await expectTranscript(call, { speakers: [interviewer, candidate, interviewer], spokenMs: [900] });
    await call.line.hangUp();
    await call.viewer.waitFor('session.ended');
  });
});
