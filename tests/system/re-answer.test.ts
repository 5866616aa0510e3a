import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { sessionListSchema } from '@ringback/shared/contract/http-api';
import { operationIdSchema } from '@ringback/shared/contract/ids';
import { createLocalInterviewer } from '@ringback/stand-ins/openai/interviewer/local-interviewer';
import { createResponsesStandIn } from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { scriptedParts, tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { readEvents } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { shortAnswer, shortQuestion } from '../support/short-interview.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const jobConfiguration = { jobTitle: 'Baker', company: 'Acme', lengthMinutes: 15, difficulty: 1 } as const;
const oneQuestion = { kind: 'one_question', questionId: 'q1' } as const;

/** A candidate whose first interview is over and has its report. */
async function begin(answer = shortAnswer) {
  const script = { answers: [], heard: [shortAnswer], msPerWord: 60 };
  const responses = createResponsesStandIn();
  const mind = createLocalInterviewer();
  stack = await startStack({
    ...{ script, responses },
    model: { parts: { ...scriptedParts(script), mind: () => mind } },
  });
  const candidate = await visit(stack.gatewayUrl);
  const first = await candidate.start({ jobConfiguration });
  await recordInterview(stack.store, first.sessionId, { question: shortQuestion, answer });
  await untilReport(candidate, first);
  return { candidate, first, responses };
}

const untilReport = (candidate: CandidateClient, { sessionId }: SessionStarted) =>
  eventually(async () => {
    const told = await candidate.api.report(sessionId);
    expect(told.report?.questions.length).toBeGreaterThan(0);
    return told;
  }, 20_000);

/** The status and the details of a refused start. */
async function refused(candidate: CandidateClient, body: object) {
  const response = await candidate.fetch('/api/sessions', {
    body: { jobConfiguration, call: { via: 'browser' }, ...body },
  });
  return [response.status, await response.json()] as const;
}

describe('one question, answered again', () => {
  it('is a session of two minutes with that question alone, its own report, and the setup of the first', async () => {
    const { candidate, first, responses } = await begin();
    const asked = responses.requests.length;
    const again = await candidate.start({
      ...{ jobConfiguration, practice: oneQuestion, previousSessionId: first.sessionId },
    });
    const viewer = await candidate.watch(again);
    const line = await candidate.talk(again);
    const said = (speaker: string) =>
      viewer.events.flatMap((event) =>
        event.type === 'transcript.completed' && event.speaker === speaker ? [event.text] : [],
      );
    await eventually(() => said('interviewer').length === 1, 10_000);
    expect(said('interviewer')).toEqual([expect.stringContaining('a practice of one question')]);
    expect(said('interviewer')[0]?.endsWith(shortQuestion)).toBe(true);
    await line.say(tone(3_000));
    await eventually(() => said('candidate').includes(shortAnswer), 10_000);
    await line.hangUp();
    await viewer.closed;

    const practice = { kind: 'one_question', question: { id: 'q1', text: shortQuestion } };
    const { record } = (await stack.store.read(again.sessionId)) ?? {};
    expect(record).toMatchObject({
      ...{ practice, previousSessionId: first.sessionId, lengthMinutes: 2 },
      jobConfiguration: { lengthMinutes: 15 },
    });
    const plans = (await readEvents(stack, again.sessionId)).flatMap((event) =>
      event.type === 'interview.planned' ? [event] : [],
    );
    expect(plans).toMatchObject([{ madeBy: 'rules', plan: { warmUp: shortQuestion, mustCover: [] } }]);
    expect(JSON.stringify(responses.requests.slice(asked))).not.toContain('interview_plan');

    const { report, state } = await untilReport(candidate, again);
    expect([state, report?.gate.isAudible]).toEqual(['ready', true]);
    expect(report?.segments.map(({ spoken }) => spoken).join(' ')).toBe(shortAnswer);
    const listed = sessionListSchema.parse(await (await candidate.fetch('/api/sessions')).json());
    expect(listed.sessions.find(({ sessionId }) => sessionId === again.sessionId)).toMatchObject({
      ...{ practice, previousSessionId: first.sessionId },
    });
    const { view } = await candidate.api.session(again.sessionId);
    expect(view).toMatchObject({ practice, lengthMinutes: 2 });
  });

  it('is refused with the reason where there is no such question, no report or another candidate’s session', async () => {
    const { candidate, first } = await begin();
    const of = (sessionId: string, questionId = 'q1') => ({
      ...{ operationId: `again_${sessionId}${questionId}`, previousSessionId: sessionId },
      practice: { kind: 'one_question', questionId },
    });
    const unavailable = (reason: string) => [
      409,
      { error: { code: 'practice_unavailable', details: { reason } } },
    ];
    expect(await refused(candidate, of(first.sessionId, 'q7'))).toMatchObject(unavailable('no_question'));
    const going = await candidate.start({ jobConfiguration });
    expect(await refused(candidate, of(going.sessionId))).toMatchObject(unavailable('not_over'));
    await candidate.api.end(going.sessionId, operationIdSchema.parse('end_00000001'));
    await eventually(async () => {
      expect(await refused(candidate, of(going.sessionId))).toMatchObject(unavailable('no_report'));
    }, 10_000);
    const stranger = await visit(stack.gatewayUrl);
    expect((await refused(stranger, of(first.sessionId)))[0]).toBe(404);
    const { previousSessionId: _, ...alone } = of(first.sessionId);
    expect((await refused(candidate, alone))[0]).toBe(422);
    expect((await refused(candidate, of(first.sessionId, '__proto__')))[0]).toBe(422);
    expect((await refused(candidate, { ...of(first.sessionId), practice: { kind: 'encore' } }))[0]).toBe(422);
  });

  it('is estimated at its two minutes', async () => {
    const { candidate } = await begin();
    const quote = await candidate.api.quote({ via: 'browser' }, 2);
    expect(quote.estimate).toBeCloseTo(quote.perMinute * 2, 1);
  });
});

describe('a whole interview that leads on', () => {
  it('is briefed about the earlier one when it starts; its candidate is told the kind and no question', async () => {
    const { candidate, first } = await begin();
    const start = (kind: 'new_questions' | 'harder') =>
      candidate.start({ jobConfiguration, practice: { kind }, previousSessionId: first.sessionId });
    for (const kind of ['new_questions', 'harder'] as const) {
      const started = await start(kind);
      const viewer = await candidate.watch(started, { revision: 0 });
      const [configured] = await readEvents(stack, started.sessionId);
      expect(configured).toMatchObject({
        practice: { kind, question: null },
        briefing: { asked: kind === 'new_questions' ? [shortQuestion] : [], plan: null },
      });
      const { view } = await candidate.api.session(started.sessionId);
      expect(view).toMatchObject({ practice: { kind }, lengthMinutes: 15 });
      expect(view.jobConfiguration.difficulty).toBe(kind === 'harder' ? 2 : 1);
      expect(JSON.stringify([view, viewer.events])).not.toContain(shortQuestion);
      await candidate.api.end(started.sessionId, operationIdSchema.parse(`end_${kind}`));
      await viewer.closed;
    }
    const samePlan = {
      ...{ operationId: 'again_same_plan', previousSessionId: first.sessionId },
      practice: { kind: 'same_plan' },
    };
    // This interview was put on the record without a bridge, so it has no plan.
    expect(await refused(candidate, samePlan)).toMatchObject([
      409,
      { error: { details: { reason: 'no_plan' } } },
    ]);
  });
});
