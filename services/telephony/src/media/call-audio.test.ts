import type { ToBridge, ToTelephony } from '@ringback/shared/contract/media-link';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PlaybackSend } from '../domain/playback.ts';
import { createTelephonyMetrics } from '../telephony-metrics.ts';
import { createCallAudio } from './call-audio.ts';
import { clipsIn } from './own-clips.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aSecond = Buffer.alloc(8_000, 0x22).toString('base64');

/** A call whose line and bridge note what they are told. */
function start() {
  const sent: PlaybackSend[] = [];
  const told: ToBridge[] = [];
  let cleared = 0;
  let spoken = 0;
  const audio = createCallAudio({
    bridge: {
      ...{ open() {}, searchAgain() {}, stopSearching() {}, close() {}, isSearching: false, isReady: true },
      control: (message) => void told.push(message),
      audio() {},
    },
    metrics: createTelephonyMetrics(createMetrics('telephony')),
    clips: () => clipsIn('en'),
    onSpoken: () => {
      spoken += 1;
    },
    publishLevels: async () => 0,
    onLevelsRefused: () => {},
    onStuck() {},
  });
  audio.attach({
    ...{ streamSid: 'MZ1', cancelsEcho: true },
    send: (sends) => sent.push(...sends) > 0,
    clear: () => {
      cleared += 1;
    },
    sayAlive() {},
    retire() {},
  });
  return { audio, sent, told, cleared: () => cleared, spoken: () => spoken };
}
const played = (sends: readonly PlaybackSend[]) => sends.filter(({ type }) => type === 'media').length;

it('an apology is not silenced by a bridge, and nothing is said after it', () => {
  const { audio, sent, told, cleared, spoken } = start();
  audio.onBridge({ type: 'ready' });
  audio.onBridge({ type: 'item_started', itemId: 'i1' });
  audio.onInterviewer(aSecond);
  expect([spoken(), cleared()]).toEqual([1, 0]);
  // The apology cuts off what the interviewer was saying.
  expect(audio.apologise()).toBeGreaterThan(2_000);
  expect(cleared()).toBe(1);
  const [before, toldBefore] = [played(sent), told.length];
  const late: ToTelephony[] = [
    ...([{ type: 'clear' }, { type: 'hold' }, { type: 'ready' }, { type: 'waiting' }] as const),
    { type: 'item_started', itemId: 'i2' },
  ];
  for (const message of late) audio.onBridge(message);
  audio.onInterviewer(aSecond);
  audio.onBridgeQuiet();
  vi.advanceTimersByTime(3_000);
  expect([spoken(), cleared(), told.length, played(sent)]).toEqual([1, 1, toldBefore, before]);
  audio.close();
});

it('an apology without a line takes no time', () => {
  const { audio } = start();
  audio.lose();
  expect(audio.apologise()).toBe(0);
  audio.close();
});

it('what a bridge was told of the candidate is taken back when they return, or told again to the next one', () => {
  const { audio, told } = start();
  const types = () => told.splice(0).map(({ type }) => type);
  audio.onBridge({ type: 'ready' });
  expect(types()).toEqual(['resume']);
  const { line } = audio;
  if (line === null) throw new Error('no line');
  audio.lose();
  audio.attach(line);
  audio.begin();
  expect(types()).toEqual(['line_lost', 'line_back']);
  audio.lose();
  audio.onBridgeLost();
  audio.onBridge({ type: 'ready' });
  audio.attach(line);
  audio.begin();
  expect(types()).toEqual(['line_lost', 'line_lost', 'resume']);
  audio.close();
  expect(audio.timers).toBe(0);
});
