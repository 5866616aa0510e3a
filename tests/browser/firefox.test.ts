import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import {
  type FirefoxPage,
  openFirefox,
  readTurns,
  testId,
  untilStatus,
  untilTurns,
  watchFirefox,
} from '../support/firefox/firefox.ts';
import { likeness, loudnessOfMulaw, loudnessOfWav, toneMsIn } from '../support/firefox/loudness.ts';
import { type ScriptedModel, startScriptedModel } from '../support/firefox/scripted-model.ts';
import { openSoundDevice, type SoundDevice } from '../support/firefox/sound-device.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import type { ShownTurn } from '../support/live-page.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';
import { parseServiceLines } from '../support/service-lines.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const title = 'Product Manager';
const answer = 'I have led a team of eight people for six years and we built our tools.';
const interruption = 'Excuse me, may I say something about that before you go on.';
const greeting = 'Welcome. What have you done before?';
/** It lasts until it is interrupted. */
const lecture = Array.from({ length: 150 }, (_, index) => `word${index + 1}`).join(' ');
const lectureMs = 90_000;

const say = (line: string) => process.stdout.write(`tests: ${line}\n`);

let model: ScriptedModel;
let product: LaunchedProduct;
let sound: SoundDevice;
let firefox: Browser;
let watched: FirefoxPage;
let page: Page;
/** What the candidate says, as recordings. */
let spoken: { answer: Buffer; interruption: Buffer };

/** The recording ends in a pause, so that a device that sleeps after a sound cuts nothing off. */
const record = (text: string) => recordCandidate([{ silenceMs: 300 }, { text }, { silenceMs: 500 }]);

beforeAll(async () => {
  model = await startScriptedModel();
  product = await launchProduct({
    REDIS_URL: await testRedisUrl(),
    OPENAI_REALTIME_URL: model.model.url,
    MODEL_SPARE_SOCKETS: '0',
  });
  spoken = { answer: await record(answer), interruption: await record(interruption) };
  sound = await openSoundDevice();
  firefox = await openFirefox(sound);
  say(await firefox.version());
  await product.line('Ctrl-C stops everything');
  watched = await watchFirefox(firefox);
  page = watched.page;
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || watched === undefined) return;
  for (const { speaker, status, text } of await readTurns(page)) say(`${speaker} (${status}): ${text}`);
  for (const line of watched.debugLines) say(`page: ${line}`);
  for (const line of product.lines.slice(-30)) say(line);
});

afterAll(async () => {
  await firefox?.close();
  await sound?.close();
  await product?.clean();
  await model?.model.close();
});

const at = (path: string) => `http://localhost:${product.ports.WEB_PORT}${path}`;
const sessionIdOf = () => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const click = (name: string, on = page) => on.locator(testId(name)).click();
const fill = (name: string, text: string, on = page) => on.locator(`[name="${name}"]`).fill(text);
const isSpeaking = (turns: readonly ShownTurn[]) => turns.at(-1)?.status === 'in_progress';
const bySpeaker = (turns: readonly ShownTurn[], who: string) =>
  turns.filter(({ speaker, status }) => speaker === who && status !== 'in_progress');
const untilGreeted = (on = page) =>
  untilTurns(on, (turns) => bySpeaker(turns, 'interviewer').length > 0 && !isSpeaking(turns));

/** Says the answer, and waits until it is a turn of the candidate's. */
async function giveAnswer(): Promise<readonly ShownTurn[]> {
  const before = bySpeaker(await readTurns(page), 'candidate').length;
  model.script.heard.push(answer);
  await sound.speak(spoken.answer);
  return await untilTurns(page, (turns) => bySpeaker(turns, 'candidate').length > before);
}

/** The model's last turn of the candidate is the answer that was spoken, by the course of its loudness. */
function expectAnswerHeard(): void {
  const heard = loudnessOfMulaw(model.turns.at(-1) ?? new Uint8Array(0));
  const like = likeness(loudnessOfWav(spoken.answer), heard);
  // A busy machine leaves gaps in both.
  const unlike = likeness(loudnessOfWav(spoken.interruption), heard);
  say(`likeness to what was said ${like.toFixed(2)}, and to what was not ${unlike.toFixed(2)}`);
  expect(like).toBeGreaterThan(unlike);
}

/** A refresh asks for the microphone again where the browser does not remember that it was allowed. */
async function goOn(): Promise<void> {
  const found = await page.waitForSelector(`${testId('mute')}, ${testId('continue')} button`);
  if ((await found?.evaluate((element) => element.textContent)) === 'Continue') await found?.click();
  await page.waitForSelector(testId('mute'));
}

/** Each step continues where the one before it stopped. */
describe('an interview in Firefox', () => {
  let firstId = '';

  it('is received, and the interviewer is heard from the loudspeaker', async () => {
    model.script.answers.push({ text: greeting, audioMs: 2_000 });
    await page.goto(at('/'));
    await fill('jobTitle', title);
    const listening = sound.listen();
    await click('start');
    await page.waitForSelector(`${testId('receipt')}[data-state="received"]`);
    firstId = sessionIdOf();
    await untilStatus(page, 'phase', 'active');
    await untilGreeted();
    await eventually(() => expect(toneMsIn(listening.heard())).toBeGreaterThan(1_500));
    await listening.stop();
  });

  it('hears what the candidate says', async () => {
    model.script.answers.push({ text: lecture, audioMs: lectureMs });
    const turns = await giveAnswer();
    expect(bySpeaker(turns, 'candidate').map(({ text }) => text)).toEqual([answer]);
    expectAnswerHeard();
  });

  it('stops the interviewer when the candidate speaks', async () => {
    await untilTurns(page, (turns) => turns.at(-1)?.speaker === 'interviewer' && isSpeaking(turns));
    model.script.answers.push({ text: 'Please go on.', audioMs: 600 });
    model.script.heard.push(interruption);
    await sound.speak(spoken.interruption);
    const turns = await untilTurns(
      page,
      (all) => all.at(-1)?.text === 'Please go on.' && bySpeaker(all, 'candidate').length === 2,
    );
    const cut = turns.find(({ status }) => status === 'interrupted');
    expect(lecture.startsWith(cut?.text ?? 'nothing was interrupted')).toBe(true);
  });

  it('sends nothing while muted, and the next words after that', async () => {
    await untilTurns(page, (turns) => !isSpeaking(turns));
    const before = model.turns.length;
    await click('mute');
    await page.waitForSelector(testId('muted-note'));
    await sound.speak(spoken.interruption);
    await click('mute');
    await page.waitForSelector(testId('muted-note'), { hidden: true });
    await giveAnswer();
    expect(model.turns.length - before).toBe(1);
    expectAnswerHeard();
  });

  it('survives a refresh, and the call goes on', async () => {
    const before = (await untilTurns(page, (turns) => !isSpeaking(turns))).map(({ itemId }) => itemId);
    await page.reload();
    await goOn();
    const after = await giveAnswer();
    expect(after.slice(0, before.length).map(({ itemId }) => itemId)).toEqual(before);
    expect(sessionIdOf()).toBe(firstId);
  });

  it('is hung up, and practised again', async () => {
    await click('hang-up');
    await untilStatus(page, 'status', 'ended');
    await untilStatus(page, 'phase', 'closed');
    model.script.answers.push({ text: greeting, audioMs: 1_000 });
    await click('practice-again');
    await eventually(() => expect(sessionIdOf()).not.toBe(firstId), 30_000);
    await page.waitForSelector(`${testId('receipt')}[data-state="received"]`);
    expect(bySpeaker(await untilGreeted(), 'interviewer').map(({ text }) => text)).toEqual([greeting]);
    await click('hang-up');
    await untilStatus(page, 'phase', 'closed');
  });

  it('is held on the simulated phone', async () => {
    model.script.answers.push({ text: greeting, audioMs: 2_000 });
    await page.goto(at('/'));
    await fill('jobTitle', title);
    await page.locator('::-p-xpath(//label[.//strong[text()="Call my phone"]])').click();
    const phone = await watchFirefox(firefox);
    await phone.page.goto(`http://localhost:${product.ports.STAND_IN_PORT + 1}/phone`);
    const says = (where: string, text: string) =>
      eventually(
        async () => expect(await phone.page.$eval(where, ({ textContent }) => textContent)).toContain(text),
        60_000,
        250,
      );
    await says('#state', 'Waiting for a call');
    await page.bringToFront();
    await fill('phoneNumber', '+14155550100');
    await click('start');
    await phone.page.bringToFront();
    await says('#state', 'is calling');
    const listening = sound.listen();
    await phone.page.locator('#answer').click();
    await says('#words', 'Press 1');
    await phone.page.locator('::-p-aria([name="1"][role="button"])').click();
    await page.bringToFront();
    await untilStatus(page, 'status', 'connected');
    await untilGreeted();
    await eventually(() => expect(toneMsIn(listening.heard())).toBeGreaterThan(1_500));
    await listening.stop();
    await giveAnswer();
    expectAnswerHeard();
    await phone.page.bringToFront();
    await phone.page.locator('#hangUp').click();
    await says('#state', 'Waiting for a call');
    await page.bringToFront();
    await untilStatus(page, 'status', 'ended');
    expect(phone.faults).toEqual([]);
  });

  it('goes on without a loudspeaker: the page says so, the candidate is heard, the words come', async () => {
    model.script.answers.push({ text: greeting, audioMs: 1_000 });
    const index = model.model.sessions.length;
    const silent = await openFirefox(null);
    try {
      const other = await watchFirefox(silent);
      await other.page.goto(at('/'));
      await fill('jobTitle', title, other.page);
      await click('start', other.page);
      await other.page.waitForSelector(testId('unheard'));
      // The microphone hums until it is muted: that is what the candidate says.
      await eventually(() => model.model.sessions.length > index, 60_000);
      const session = await model.model.session(index);
      await session.waitForSent('input_audio_buffer.speech_started');
      model.script.heard.push(answer);
      model.script.answers.push({ text: 'Please go on.', audioMs: 600 });
      await click('mute', other.page);
      await untilTurns(
        other.page,
        (turns) => bySpeaker(turns, 'candidate').length > 0 && turns.at(-1)?.text === 'Please go on.',
      );
      await click('hang-up', other.page);
      await untilStatus(other.page, 'status', 'ended');
      expect(other.faults).toEqual([]);
    } finally {
      await silent.close();
    }
  });

  it('leaves no error at either end', () => {
    expect(watched.faults).toEqual([]);
    expect(parseServiceLines(product.lines).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
