import { setTimeout as wait } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { startRealtimeStandIn } from '@ringback/stand-ins/openai/realtime-server';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { type CandidateClient, visit } from '../candidate-client.ts';
import { greatestStallMs } from '../faults/audio-stall.ts';
import { answerMs, canaryParts } from '../faults/canary-model.ts';
import { heardMs, whenHeard } from '../line-events.ts';
import type { Viewer } from '../viewer-client.ts';
import type { BystanderFigures, BystanderOrder, BystanderReport } from './bystanders.ts';

/** The model, the bystanders' phones and their pages: a thread of its own, so that an attack's client does not slow them. */
const report = (message: BystanderReport) => parentPort?.postMessage(message);
let isOver = false;
const calls: Promise<BystanderFigures>[] = [];

/** How long after an event its page may hear of it. Anything later is noted as the page's lag. */
function watchLag(page: Viewer): { greatestMs(): number; stop(): void } {
  let seen = 0;
  let greatest = 0;
  const look = () => {
    const now = Date.now();
    const events = page.events.slice(seen);
    seen += events.length;
    for (const { at } of events) greatest = Math.max(greatest, now - at);
  };
  // Earlier events came with the page's snapshot.
  seen = page.events.length;
  const timer = setInterval(look, 20);
  return {
    greatestMs: () => greatest,
    stop() {
      look();
      clearInterval(timer);
    },
  };
}

/**
 * The candidate says something, and the answer is heard to its end. Resolves to how much longer that took than the
 * audio lasts.
 */
async function exchange(line: MediaStreamClient): Promise<number> {
  const before = heardMs(line);
  await line.say(tone(800));
  const saidAt = performance.now();
  await whenHeard(line, before + answerMs, 30_000);
  return performance.now() - saidAt - answerMs;
}

async function talkUntilOver(line: MediaStreamClient, page: Viewer): Promise<BystanderFigures> {
  const lag = watchLag(page);
  let failure: string | null = null;
  const waits: BystanderFigures['waits'] = [];
  try {
    while (!isOver) {
      const waitMs = await exchange(line);
      waits.push({ heardAt: Date.now(), waitMs });
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  if (failure === null) await line.hangUp();
  const ended = await page.waitForStatus('ended', 10_000).then(
    () => true,
    () => false,
  );
  lag.stop();
  const { sent, dropped } = line.frames;
  return {
    ...{ waits, sent, dropped, failure },
    stallMs: greatestStallMs(line),
    violations: line.violationCount,
    pageLagMs: lag.greatestMs(),
    pageSawEnd: ended,
    endReason:
      page.events.flatMap((event) => (event.type === 'session.ended' ? [event.reason] : []))[0] ?? null,
  };
}

/** Resolves when the interviewer has said hello and the conversation is in progress. */
async function beginCall(candidate: CandidateClient): Promise<void> {
  const started = await candidate.start();
  const page = await candidate.watch(started);
  const line = await candidate.talk(started);
  await whenHeard(line, answerMs, 30_000);
  calls.push(talkUntilOver(line, page));
}

const model = await startRealtimeStandIn({ parts: canaryParts(), keptSessions: 2_000, keptEvents: 200 });

async function carryOut(order: BystanderOrder): Promise<void> {
  if (order.type === 'begin') {
    const candidate = await visit(order.gatewayUrl);
    await Promise.all(Array.from({ length: order.count }, () => beginCall(candidate)));
    report({ type: 'talking' });
  } else {
    isOver = true;
    report({ type: 'figures', figures: await Promise.all(calls) });
    await wait(0);
    await model.close();
  }
}

parentPort?.on('message', (order: BystanderOrder) => {
  carryOut(order).catch((error) => report({ type: 'failed', reason: String(error) }));
});
report({ type: 'ready', modelUrl: model.url });
