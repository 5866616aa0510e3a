import { afterEach, beforeEach, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';

let gateways: Gateways;
beforeEach(async () => {
  gateways = await startGateways();
});
afterEach(async () => {
  await gateways.close();
  expect(gateways.logs.errors()).toEqual([]);
});

it.each(['hint', 'try_again'])('%s is refused in an exam, and is for study mode', async (kind) => {
  const candidate = await visit(gateways.url);
  async function ask(interviewMode: 'exam' | 'study') {
    const started = await candidate.start({ interviewMode });
    const viewer = await candidate.watch(started);
    const ack = await viewer.command({ type: 'steer', kind });
    viewer.close();
    return { ack, log: await gateways.store.readLog(started.sessionId, 0) };
  }
  const exam = await ask('exam');
  expect(exam.ack).toMatchObject({ outcome: 'illegal', reason: 'not_in_exam' });
  expect(exam.log.map(({ event }) => event.type)).not.toContain('steering.asked');
  // In study mode it is only too early.
  expect((await ask('study')).ack).toMatchObject({ outcome: 'illegal', reason: 'not_begun' });
});
