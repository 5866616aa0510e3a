import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

describe('a conversation through every service', () => {
  it('is told in order, from the receipt to the last holder that lets go', async () => {
    stack = await startStack({
      script: {
        answers: [
          { text: 'Welcome to the interview for Product Manager at Acme.' },
          { text: 'And what came of it?' },
        ],
        heard: ['I built a team of five people'],
        msPerWord: 80,
      },
    });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await eventually(() => viewer.events.filter(({ type }) => type === 'transcript.completed').length === 1);
    await line.say(tone(900));
    await eventually(
      () => viewer.events.filter(({ type }) => type === 'transcript.completed').length === 3,
      10_000,
    );

    const texts = viewer.events.flatMap((event) =>
      event.type === 'transcript.completed' ? [event.text] : [],
    );
    expect(texts.toSorted()).toEqual([
      'And what came of it?',
      'I built a team of five people',
      'Welcome to the interview for Product Manager at Acme.',
    ]);
    const view = await (await candidate.fetch(`/api/sessions/${started.sessionId}`)).json();
    expect(view.view.transcript.map(({ speaker }: { speaker: string }) => speaker)).toEqual([
      'interviewer',
      'candidate',
      'interviewer',
    ]);

    const watch = startStopwatch();
    await line.hangUp();
    await viewer.waitForStatus('ended');
    expect(watch.ms()).toBeLessThan(1_000);
    await viewer.waitFor('session.closed');
    expect(watch.ms()).toBeLessThan(5_000);
    expect((await viewer.closed).code).toBe(1000);

    const types = viewer.events.map(({ type }) => type);
    expect(types.indexOf('configuration.received')).toBeLessThan(types.indexOf('transcript.completed'));
    expect(viewer.revisions).toEqual(viewer.revisions.map((_, index) => (viewer.revisions[0] ?? 0) + index));
    const released = viewer.events.flatMap((event) =>
      event.type === 'session.released' ? [event.service] : [],
    );
    expect(released.toSorted()).toEqual(['ai-bridge', 'telephony']);
    await quietCheck(stack);
  });

  it('gives the model the job configuration before it may speak', async () => {
    stack = await startStack();
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start({
      jobConfiguration: { jobTitle: 'Zylophone tuner', lengthMinutes: 5 },
    });
    const line = await candidate.talk(started);
    const session = await stack.model.session(0);
    await eventually(() => session.received.some(({ event }) => event.type === 'response.create'));
    const types = session.received.map(({ event }) => event.type);
    expect(types.indexOf('session.update')).toBeLessThan(types.indexOf('response.create'));
    expect(session.session.instructions).toContain('Zylophone tuner');
    expect(session.violations).toEqual([]);
    await line.hangUp();
    await quietCheck(stack);
  });

  it('applies a job configuration that is changed during the call', async () => {
    stack = await startStack();
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await viewer.waitFor('transcript.completed');
    const ack = await viewer.command({
      type: 'job.configuration',
      jobConfiguration: { jobTitle: 'Head of Kites', company: 'Windy', voice: 'cedar', lengthMinutes: 30 },
    });
    expect(ack.outcome).toBe('ok');
    const changed = await viewer.waitFor('configuration.changed');
    await eventually(() =>
      viewer.events.some(
        (event) =>
          event.type === 'configuration.received' && event.configurationHash === changed.configurationHash,
      ),
    );
    const session = await stack.model.session(0);
    expect(session.session.instructions).toContain('Head of Kites');
    expect(session.violations).toEqual([]);
    // What could not change is told to current and later viewers.
    expect(viewer.events.findLast(({ type }) => type === 'configuration.received')).toMatchObject({
      unchanged: ['voice', 'lengthMinutes'],
    });
    const { view } = await (await candidate.fetch(`/api/sessions/${started.sessionId}`)).json();
    expect(view).toMatchObject({ unchanged: ['voice', 'lengthMinutes'], lengthMinutes: 15 });
    expect(session.session.audio.output.voice).toBe('marin');
    expect((await viewer.command({ type: 'call.end' })).outcome).toBe('ok');
    await viewer.waitForStatus('ended');
    expect((await line.closed).code).toBe(1000);
    await quietCheck(stack);
  });

  it('ends by the interviewer’s goodbye, played to its end', async () => {
    stack = await startStack({
      script: {
        answers: [
          {
            text: 'Thank you very much for your time and goodbye.',
            toolCalls: [{ name: 'end_interview', arguments: { reason: 'completed' } }],
          },
        ],
        heard: [],
        msPerWord: 150,
      },
    });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    const ended = await viewer.waitFor('session.ended', 15_000);
    expect(ended.reason).toBe('completed');
    const said = viewer.events.find((event) => event.type === 'transcript.completed');
    expect(said).toMatchObject({ text: 'Thank you very much for your time and goodbye.' });
    expect(line.heard.totalBytes / 8).toBeGreaterThan(1_300);
    await quietCheck(stack);
  });
});
