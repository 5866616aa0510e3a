import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sessionAnswerSchema } from '@ringback/shared/contract/http-api';
import { bytesPerMs } from '@ringback/shared/contract/media-stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { expectInOrder } from '../support/expect-in-order.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import {
  hangUp,
  readTranscript,
  type ShownTurn,
  sessionIdOf,
  untilStatus,
  untilTranscript,
  untilTurns,
} from '../support/live-page.ts';
import { type ModelSide, startModelSide } from '../support/model-side.ts';
import { readHeld } from '../support/quiet-check.ts';
import { randomTitle } from '../support/random-title.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { parseServiceLines } from '../support/service-lines.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';
import { wordError } from '../support/word-error.ts';

let title = '';
const DESCRIPTION =
  '- Plan the work of a small team\n- Experience with budgets\n- Explain decisions to customers';
const ANSWERS = [
  'I have led a team of eight people for the last six years and we built tools for the whole company.',
  'I wrote a plan for the whole month and asked everybody each morning what had changed since yesterday.',
  'I once forgot to warn our customers about a change and since then I write every announcement a week ahead.',
] as const;
/** The recording does not react, so its pauses are longer than anything that the interviewer says in them. */
const PAUSES_MS = [13_000, 15_000, 15_000];
const REST_MS = 180_000;
const MOST_WORD_ERROR = 0.25;

const say = (line: string) => process.stdout.write(`tests: ${line}\n`);

let modelSide: ModelSide;
let product: LaunchedProduct;
let chromium: Chromium;
let watched: WatchedPage;

beforeAll(async () => {
  modelSide = await startModelSide();
  title = await randomTitle(modelSide);
  product = await launchProduct({
    REDIS_URL: await testRedisUrl(),
    OPENAI_REALTIME_URL: modelSide.model.url,
    MODEL_SPARE_SOCKETS: '0',
  });
  const segments = ANSWERS.flatMap((text, index) => [{ silenceMs: PAUSES_MS[index] ?? 0 }, { text }]);
  const microphone = join(product.dataDir, 'candidate.wav');
  await writeFile(microphone, await recordCandidate([...segments, { silenceMs: REST_MS }], modelSide.voice));
  chromium = await openChromium(microphone);
  await product.line('Ctrl-C stops everything');
  watched = await watchPage(await chromium.visitor());
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || watched === undefined) return;
  await describeFailure(watched, product);
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
  await modelSide?.close();
  await eventually(async () => expect((await product?.processes()) ?? []).toEqual([]));
});

async function viewByApi(sessionId: string) {
  const url = `http://localhost:${product.ports.GATEWAY_PORT}/api/sessions/${sessionId}`;
  const response = await watched.page.context().request.get(url);
  expect(response.status()).toBe(200);
  return sessionAnswerSchema.parse(await response.json()).view;
}

const linesOf = (sessionId: string) =>
  parseServiceLines(product.lines).filter((line) => line.sessionId === sessionId);
const idsOf = (turns: readonly { itemId: string }[]) => turns.map(({ itemId }) => itemId);

/** Each step continues where the one before it stopped. */
describe('a spoken interview in a real browser', () => {
  let sessionId = '';
  let turns: ShownTurn[] = [];
  let clickedAt = 0;

  it('has an interviewer that knows the job: told to the model, shown as received, said aloud', async () => {
    const { page, mediaStreams } = watched;
    say(`the job title is ${title}`);
    await page.goto(`http://localhost:${product.ports.WEB_PORT}/`);
    await page.locator('[name="jobTitle"]').fill(title);
    await page.locator('[name="jobDescription"]').fill(DESCRIPTION);
    await page.locator('[name="lengthMinutes"]').selectOption('5');
    await page.locator('[data-testid="more"] summary').click();
    // The interviewer must not lose patience with pauses that fit a slow machine.
    await page.locator('[name="patience"]').selectOption('patient');
    await page.getByTestId('start').click();
    // The model keeps only its last events, so this one is awaited while the page opens.
    const update = modelSide.model.session(0).then((session) => session.waitForReceived('session.update'));
    update.catch(() => {});
    await page.waitForURL(/\/sessions\//);
    sessionId = sessionIdOf(page);

    await page.locator('[data-testid="receipt"][data-state="received"]').waitFor();
    expect(await page.getByTestId('receipt').textContent()).toContain(title);
    expect(JSON.stringify((await update).event)).toContain(title);
    await untilStatus(page, { phase: 'active' });
    await untilTurns(page, 1, 20_000);
    const audio = mediaStreams[0]?.interviewerAudio ?? Buffer.of();
    const heard: string[] = [];
    // A small recogniser may stumble over one beginning and not over another.
    for (const skippedMs of [0, 100, 250]) {
      heard.push((await modelSide.hear(audio.subarray(skippedMs * bytesPerMs))).toLowerCase());
      if (heard.at(-1)?.includes(title.toLowerCase())) break;
    }
    say(`the greeting was heard as: ${heard.join(' | ')}`);
    expect(heard.at(-1)).toContain(title.toLowerCase());
  });

  it('writes down three turns of each side in order, with what the candidate said', async () => {
    const { page } = watched;
    // The interviewer has the first word, and the answer to the last.
    turns = await untilTurns(page, 7, 90_000);
    expect(turns.map(({ speaker }) => speaker)).toEqual(
      turns.map((_, index) => (index % 2 === 0 ? 'interviewer' : 'candidate')),
    );
    expect(turns.map(({ status }) => status)).toEqual(turns.map(() => 'completed'));
    expect(new Set(idsOf(turns)).size).toBe(7);
    expect(idsOf((await viewByApi(sessionId)).transcript)).toEqual(idsOf(turns));
    const heard = turns.filter(({ speaker }) => speaker === 'candidate').map(({ text }) => text);
    const error = wordError(ANSWERS.join(' '), heard.join(' '));
    say(`word error of the three answers: ${(error * 100).toFixed(1)} %`);
    expect(error, heard.join(' | ')).toBeLessThan(MOST_WORD_ERROR);
  });

  it('survives a refresh without loss or duplicates, and the sound comes back by itself', async () => {
    const { page, mediaStreams } = watched;
    await page.reload();
    await page.getByTestId('mute').waitFor();
    await eventually(async () => expect(await readTranscript(page)).toEqual(turns));
    expect(await watched.shownAlerts()).toEqual([]);
    // The microphone's recording starts again with its first answer.
    const after = await untilTranscript(
      page,
      (all) => {
        const answeredAt = all.findIndex(({ speaker }, index) => index >= 7 && speaker === 'candidate');
        return answeredAt > 0 && all.slice(answeredAt).some(({ speaker }) => speaker === 'interviewer');
      },
      60_000,
    );
    expect(after.slice(0, 7)).toEqual(turns);
    const answers = after.slice(7).filter(({ speaker }) => speaker === 'candidate');
    expect(answers).toHaveLength(1);
    expect(wordError(ANSWERS[0], answers[0]?.text ?? '')).toBeLessThan(MOST_WORD_ERROR);
    expect(mediaStreams).toHaveLength(2);
    expect(mediaStreams[1]?.interviewerAudio.length).toBeGreaterThan(8_000);
    expect(modelSide.model.sessions).toHaveLength(1);
    turns = after;
  });

  it('is over everywhere a second after "Hang up", and released by all services within five', async () => {
    const { page, messages } = watched;
    const hungUp = await hangUp(page);
    clickedAt = hungUp.clickedAt;
    expect(hungUp.endedAt - clickedAt).toBeLessThan(1_000);
    const view = await viewByApi(sessionId);
    expect(view).toMatchObject({ status: 'ended', endReason: 'hung_up_by_candidate' });
    await untilStatus(page, { phase: 'closed' }, 10_000);
    const events = messages.flatMap((message) => (message.type === 'event' ? [message.event] : []));
    const closed = events.find(({ type }) => type === 'session.closed');
    expect((closed?.at ?? Number.POSITIVE_INFINITY) - clickedAt).toBeLessThan(5_000);
    const released = events.flatMap((event) => (event.type === 'session.released' ? [event.service] : []));
    expect(released.toSorted()).toEqual(['ai-bridge', 'telephony']);
    expect(idsOf(await readTranscript(page)).slice(0, turns.length)).toEqual(idsOf(turns));

    for (const service of ['frontend-gateway', 'telephony', 'ai-bridge']) {
      const noticed = await eventually(() => {
        const ofService = linesOf(sessionId).filter(
          (line) => line.service === service && line.at >= clickedAt,
        );
        const sign = ofService.find(({ msg }) => msg === 'call end detected');
        if (sign === undefined) throw new Error(`${service} does not say that the call has ended`);
        return sign;
      });
      expect(noticed.at - clickedAt, service).toBeLessThan(1_000);
    }
  });

  it('tells the story of its sockets in order, at both ends', async () => {
    // The page's last line may come a moment after its last word, as may those of the services.
    const pageStory = [
      'job configuration ready',
      'job configuration sent',
      'job configuration acknowledged',
      'connecting to the logs socket',
      'logs socket live',
      'job configuration received by the interviewer',
      // After the refresh.
      'connecting to the logs socket',
      'logs socket live',
      'media stream started',
      'hanging up',
      'call end detected',
      'connection cleaned up',
    ];
    await eventually(async () =>
      expectInOrder(
        watched.debugLines.map(({ line }) => line),
        pageStory,
      ),
    );
    const told = (service: string) =>
      linesOf(sessionId).flatMap((line) => (line.service === service ? [line.msg] : []));
    const saysInOrder = (service: string, wanted: readonly string[]) =>
      eventually(async () => expectInOrder(told(service), wanted));
    await saysInOrder('frontend-gateway', [
      'job configuration received',
      'logs socket connected',
      'call end detected',
      'connection cleaned up',
    ]);
    await saysInOrder('ai-bridge', [
      'job configuration sent to the model',
      'job configuration applied to the running model session',
      'call end detected',
      'connection cleaned up',
    ]);
    await saysInOrder('telephony', ['media stream started', 'call end detected', 'connection cleaned up']);
  });

  it('starts a new session with "Practice again" that contains nothing of the old one', async () => {
    const { page } = watched;
    await page.getByTestId('practice-again').click();
    await page.waitForURL(
      (url) => url.pathname.startsWith('/sessions/') && !url.pathname.endsWith(sessionId),
    );
    const secondId = sessionIdOf(page);
    await page.locator('[data-testid="receipt"][data-state="received"]').waitFor();
    const [greeting, ...others] = await untilTurns(page, 1, 30_000);
    expect(greeting).toMatchObject({ speaker: 'interviewer' });
    expect(greeting?.text).toContain(title);
    const isOld = ({ itemId }: { itemId: string }) => idsOf(turns).includes(itemId);
    expect([greeting, ...others].filter((turn) => turn && isOld(turn))).toEqual([]);

    const [old, fresh] = [await viewByApi(sessionId), await viewByApi(secondId)];
    expect(fresh).toMatchObject({ previousSessionId: sessionId, status: 'connected' });
    expect(fresh.transcript.filter(isOld)).toEqual([]);
    expect(fresh.receivedHash).toBe(fresh.configurationHash);
    expect(fresh.receivedAt).toBeGreaterThan(old.endedAt ?? Number.POSITIVE_INFINITY);
    expect(idsOf(old.transcript).slice(0, turns.length)).toEqual(idsOf(turns));
    expect(modelSide.model.sessions).toHaveLength(2);
    await hangUp(page);
    await untilStatus(page, { phase: 'closed' }, 10_000);
  });

  it('leaves nothing behind, and no error at either end', async () => {
    const { TELEPHONY_PORT, GATEWAY_PORT, BRIDGE_PORT } = product.ports;
    const ports = [TELEPHONY_PORT, GATEWAY_PORT, BRIDGE_PORT];
    const serviceUrls = ports.map((port) => `http://127.0.0.1:${port}`);
    await eventually(async () => {
      const { socket = 0, timer = 0, lease = 0, session = 0 } = await readHeld({ serviceUrls });
      expect({ socket, timer, lease, session }).toEqual({ socket: 0, timer: 0, lease: 0, session: 0 });
    }, 6_000);
    expect(watched.faults).toEqual([]);
    expect(parseServiceLines(product.lines).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
