import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(() => stack.close());

/** Words that occur nowhere else. Wherever one turns up, personal data has leaked. */
const canaries = {
  jobTitle: 'Quokkawhisperer',
  resume: 'Born in Zzyzxville',
  spoken: 'my secret is xyloglyph',
  answer: 'Tell me about the plumbago',
  phoneNumber: '4155550177',
};

describe('the log of a whole session', () => {
  it('holds no word, number, ticket or cookie of the candidate, on any level', async () => {
    stack = await startStack({
      answer: () => answersAndPresses1({ speaker: { clips: [tone(900)], hangUpAfterTurns: 1 } }),
      script: { answers: [{ text: canaries.answer }], heard: [canaries.spoken], msPerWord: 60 },
      env: { LOG_LEVEL: 'trace' },
    });
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start({
      jobConfiguration: { jobTitle: canaries.jobTitle, resume: canaries.resume },
      call: { via: 'phone', phoneNumber: `+1${canaries.phoneNumber}` },
    });
    const viewer = await candidate.watch(started);
    await viewer.waitFor('session.closed', 30_000);
    await eventually(() => stack.logs.story(started.sessionId).includes('connection cleaned up'));

    const spoken = viewer.events.flatMap((event) =>
      event.type === 'transcript.completed' ? [event.text] : [],
    );
    expect(spoken).toContain(canaries.spoken);
    const log = stack.logs.lines.map((line) => JSON.stringify(line)).join('\n');
    for (const service of ['telephony', 'ai-bridge', 'frontend-gateway']) {
      expect(stack.logs.lines.filter((line) => line.service === service).length, service).toBeGreaterThan(3);
    }
    const secrets = { ...canaries, ticket: started.ticket, cookie: candidate.cookie.split('=')[1] ?? '' };
    for (const [name, secret] of Object.entries(secrets)) {
      expect(log.includes(secret), `${name} stands in the log`).toBe(false);
    }
  });

  it('of a session that goes wrong contains none either', async () => {
    stack = await startStack();
    const candidate = await visit(stack.gatewayUrl);
    const body = {
      operationId: 'operation-1',
      jobConfiguration: { jobTitle: '', resume: canaries.resume },
      call: { via: 'browser' },
    };
    expect((await candidate.fetch('/api/sessions', { body })).status).toBe(422);
    const broken = await fetch(`${stack.gatewayUrl}/api/sessions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'http://localhost:3000',
        cookie: candidate.cookie,
      },
      body: `{"resume": "${canaries.resume}`,
    });
    expect(broken.status).toBe(400);
    const log = stack.logs.lines.map((line) => JSON.stringify(line)).join('\n');
    expect(log).not.toContain(canaries.resume);
  });
});
