import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWav, speakToWav } from '../../testing/speak-wav.ts';
import { SILENCE_BYTE } from './mulaw.ts';
import { type OpenedVoice, openVoice } from './open-voice.ts';
import { readWav } from './wav.ts';

/** Loading the recogniser takes 1 to 6 s, and other tests share the machine. */
const LOADING_MS = 60_000;

let opened: OpenedVoice;
beforeAll(async () => {
  opened = await openVoice();
}, LOADING_MS);
afterAll(() => opened.close());

const silence = (ms: number) => new Uint8Array(ms * 8).fill(SILENCE_BYTE);
const toWords = (text: string) => text.toLowerCase().match(/[a-z0-9']+/g) ?? [];

/** Words inserted, left out or changed, as a share of the words that were said. */
function wordError(said: string, heard: string): number {
  const [from, to] = [toWords(said), toWords(heard)];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, word] of from.entries()) {
    const next = [row + 1];
    for (const [index, other] of to.entries()) {
      const same = (previous[index] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(same, (previous[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    previous = next;
  }
  return (previous.at(-1) ?? 0) / from.length;
}

async function listen(audio: Uint8Array, options?: { vocabulary: string[] }) {
  if (opened.hearing === null) throw new Error(`no hearing: ${opened.deafBecause}`);
  return opened.hearing.transcribe(audio, options);
}

const ANSWER =
  'In my last job I was responsible for the payments team. We had six engineers and one designer. ' +
  'I proposed a weekly schedule, wrote a checklist, and after three months we released every Tuesday without any incident. ' +
  'I disagreed with my manager about the launch date. I showed her the numbers, and we agreed to wait two weeks.';

test.each(['slt', 'awb', 'rms'])(
  'what %s says over a phone line is understood',
  { timeout: LOADING_MS },
  async (voice) => {
    const { raw } = await listen(await opened.voice.speak(ANSWER, { voice }));
    expect(wordError(ANSWER, raw), raw).toBeLessThan(0.25);
  },
);

test('the event loop stays free while the worker listens', { timeout: LOADING_MS }, async () => {
  expect(await opened.hearingReady).toBe(true);
  const audio = await opened.voice.speak(ANSWER, { voice: 'awb' });
  const before = performance.eventLoopUtilization();
  await listen(audio);
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

test('silence is heard as nothing, and so is noise', { timeout: LOADING_MS }, async () => {
  expect(await listen(silence(3000))).toEqual({ text: '', raw: '' });
  const noise = Uint8Array.from(
    { length: 24_000 },
    (_, index) => 0x60 + ((index * 7919) % 31) + (index % 3 ? 0x80 : 0),
  );
  expect(await listen(noise)).toEqual({ text: '', raw: '' });
});

test('a name of the job is corrected, and the raw text kept', { timeout: LOADING_MS }, async () => {
  const audio = await opened.voice.speak('We monitored everything in Grafana.', { voice: 'rms' });
  const { text, raw } = await listen(audio, { vocabulary: ['Kubernetes', 'Grafana'] });
  expect(text).toContain('Grafana');
  expect(raw).not.toContain('Grafana');
});

test('a recording that is too long is refused', async () => {
  await expect(listen(silence(301_000))).rejects.toThrow('300000 ms');
});

test('the turn detector finds two answers between silences, in whatever pieces they arrive', async () => {
  const first = await opened.voice.speak('Tell me about a time you solved a hard problem.', { voice: 'awb' });
  const second = await opened.voice.speak('We rewrote the billing system.', { voice: 'rms' });
  const call = Buffer.concat([silence(1000), first, silence(1500), second, silence(1500)]);
  const secondAt = 2500 + first.length / 8;

  const found = [];
  for (const pieceBytes of [160, 37, 1000, call.length]) {
    const detector = await opened.createTurnDetector();
    const edges = [];
    for (let at = 0; at < call.length; at += pieceBytes)
      edges.push(...detector.push(call.subarray(at, at + pieceBytes)));
    detector.close();
    detector.close();
    expect(detector.push(call)).toEqual([]);
    found.push(edges);
  }
  const [edges, ...others] = found;
  for (const other of others) expect(other).toEqual(edges);
  expect(edges?.map(({ type }) => type)).toEqual(['started', 'stopped', 'started', 'stopped']);
  // The synthesiser itself begins and ends with up to 300 ms of silence.
  const expected = [1000, 1000 + first.length / 8, secondAt, secondAt + second.length / 8];
  for (const [index, edge] of edges?.entries() ?? []) {
    expect(Math.abs(edge.atMs - (expected[index] ?? 0)), `${edge.type} at ${edge.atMs}`).toBeLessThan(350);
  }
});

test('the voices differ, names of the Realtime API are known, and speech repeats exactly', async () => {
  const say = (voice?: string) => opened.voice.speak('Good morning.', voice === undefined ? {} : { voice });
  const [slt, awb, rms] = await Promise.all([say('slt'), say('awb'), say('rms')]);
  expect(slt).not.toEqual(awb);
  expect(awb).not.toEqual(rms);
  expect(await Promise.all([say(), say('marin'), say('cedar'), say('nobody')])).toEqual([slt, slt, rms, slt]);
});

test('nothing to say is an empty array; an aborted speech ends with its reason', async () => {
  expect(await opened.voice.speak(' ... ')).toEqual(new Uint8Array(0));
  await expect(
    opened.voice.speak('Never said.', { signal: AbortSignal.abort(new Error('hung up')) }),
  ).rejects.toThrow('hung up');
});

test('a recorded candidate has each segment in its place', async () => {
  const spokenBytes = (await opened.voice.speak('Yes, I am ready.', { voice: 'rms' })).length;
  const segments = [{ silenceMs: 500 }, { text: 'Yes, I am ready.', voice: 'rms' }, { silenceMs: 250 }];
  for (const rate of [8000, 16_000, 48_000] as const) {
    const { samples, sampleRate } = readWav(await makeWav(segments, rate, opened.voice));
    expect(sampleRate).toBe(rate);
    expect(samples).toHaveLength((spokenBytes + 750 * 8) * (rate / 8000));
    expect(samples.subarray(0, rate * 0.49).every((sample) => sample === 0)).toBe(true);
    expect(samples.some((sample) => Math.abs(sample) > 5000)).toBe(true);
  }
});

test('a recording of one text opens and closes its own voice', async () => {
  const { samples } = readWav(await speakToWav('Yes.', { voice: 'awb', sampleRate: 8000, padMs: 1000 }));
  expect(samples.length).toBeGreaterThan(16_000 + 2000);
});

test('without a recogniser it opens all the same, and says so', { timeout: LOADING_MS }, async () => {
  const warnings: object[] = [];
  const logger = { info: () => undefined, warn: (fields: object) => warnings.push(fields) };
  const deaf = await openVoice({ logger, dataFolder: fileURLToPath(import.meta.url) });
  try {
    const early = deaf.hearing;
    expect(await deaf.hearingReady).toBe(false);
    expect(deaf.hearing).toBeNull();
    expect(deaf.deafBecause).toMatch(/EEXIST|ENOTDIR/);
    expect(warnings).toEqual([{ reason: deaf.deafBecause }]);
    if (early !== null) await expect(early.transcribe(silence(100))).rejects.toThrow(deaf.deafBecause);
    expect((await deaf.voice.speak('Still here.')).length).toBeGreaterThan(4000);
  } finally {
    await deaf.close();
    await deaf.close();
  }
});

test('a process that has closed its voice ends by itself', { timeout: LOADING_MS }, async () => {
  const source = `
    import { openVoice } from ${JSON.stringify(new URL('./open-voice.ts', import.meta.url).href)};
    const opened = await openVoice();
    await opened.hearingReady;
    await opened.voice.speak('Goodbye.');
    await opened.close();
    console.log('closed');
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source], {
    timeout: LOADING_MS,
  });
  expect(stdout).toBe('closed\n');
});
