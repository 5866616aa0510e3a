import { parentPort } from 'node:worker_threads';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { startRealtimeStandIn } from '@ringback/stand-ins/openai/realtime-server';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { type CandidateClient, visit } from '../candidate-client.ts';
import { greatestStallMs } from '../faults/audio-stall.ts';
import { answerMs, canaryParts } from '../faults/canary-model.ts';
import { heardMs, whenHeard } from '../line-events.ts';
import type { CallFigures, CrowdOrder, CrowdReport } from './call-crowd.ts';

/** A separate thread for the model and the callers, so that a storm in the test's thread does not affect them. */
const report = (message: CrowdReport) => parentPort?.postMessage(message);
let isOver = false;
const calls: Promise<CallFigures>[] = [];

/** The candidate says something, and the answer is heard to its end. */
async function exchange(line: MediaStreamClient): Promise<void> {
  const before = heardMs(line);
  await line.say(tone(800));
  await whenHeard(line, before + answerMs, 30_000);
}

async function talkUntilOver(line: MediaStreamClient): Promise<CallFigures> {
  let exchanges = 0;
  for (; !isOver; exchanges += 1) await exchange(line);
  await line.hangUp();
  const { sent, dropped } = line.frames;
  return { exchanges, stallMs: greatestStallMs(line), sent, dropped, violations: line.violationCount };
}

/** Resolves when the interviewer has said hello and the conversation is in progress. */
async function beginCall(candidate: CandidateClient): Promise<void> {
  const line = await candidate.talk(await candidate.start());
  await whenHeard(line, answerMs, 30_000);
  const call = talkUntilOver(line);
  call.catch(() => {});
  calls.push(call);
}

const model = await startRealtimeStandIn({ parts: canaryParts() });

async function carryOut(order: CrowdOrder): Promise<void> {
  if (order.type === 'begin') {
    const candidate = await visit(order.gatewayUrl);
    await Promise.all(Array.from({ length: order.count }, () => beginCall(candidate)));
    report({ type: 'talking' });
  } else {
    isOver = true;
    report({ type: 'figures', figures: await Promise.all(calls) });
    await model.close();
  }
}

parentPort?.on('message', (order: CrowdOrder) => {
  carryOut(order).catch((error) => report({ type: 'failed', reason: String(error) }));
});
report({ type: 'ready', modelUrl: model.url });
