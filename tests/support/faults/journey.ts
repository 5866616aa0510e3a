import { setTimeout as wait } from 'node:timers/promises';
import type { JobConfigurationInput } from '@ringback/shared/contract/job-configuration';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { openMediaStream } from '@ringback/stand-ins/candidate/media-stream-client';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import type { CarrierCall } from '@ringback/stand-ins/twilio/carrier-call';
import { eventually } from '../eventually.ts';
import { heardMs, whenHeard } from '../line-events.ts';
import { pageOrigin } from '../stack.ts';
import { answerMs, newCanary } from './canary-model.ts';
import type { FaultFleet } from './fault-fleet.ts';
import type { CallRequest, PatientCandidate } from './patient-candidate.ts';
import { openSteadyViewer, type SteadyViewer } from './steady-viewer.ts';

/**
 * One candidate's way through one session, step by step, with two pages open at two gateways. Steps try
 * again as a browser does, so that a fault costs time and not the journey.
 */
export interface Journey {
  readonly candidate: PatientCandidate;
  readonly sessionId: string;
  /** Appears in the job title, and in whatever is said about it. */
  readonly canary: string;
  readonly viewers: readonly [SteadyViewer, SteadyViewer];
  /** When each answer of the interviewer was heard to its end, the greeting first. Epoch ms. */
  readonly heardAt: readonly number[];
  /** The open media stream. Throws before `talk`. */
  readonly line: MediaStreamClient;
  /** Every media stream that was opened, the last one open. */
  readonly lines: readonly MediaStreamClient[];
  /** The carrier's call. Null in the browser. */
  readonly call: CarrierCall | null;
  /** Browser: opens the audio. Phone: waits until the gate is passed. */
  talk(withinMs?: number): Promise<void>;
  /** The line was lost. Waits until it is back, as the carrier and a page bring it back. */
  comeBack(withinMs: number): Promise<void>;
  /** Waits until the interviewer was heard for this long since the beginning. */
  hear(ms: number, withinMs?: number): Promise<void>;
  /** The greeting is heard to its end. */
  greeting(): Promise<void>;
  /** The candidate speaks for this long, and the answer is heard to its end. */
  exchange(saysMs?: number): Promise<void>;
  /** The candidate speaks for this long, and part of the answer is heard. */
  say(ms: number, withinMs: number): Promise<void>;
  hangUp(): Promise<void>;
  end(): void;
}

const media = (headers: Record<string, string>, url: string, token: string) =>
  openMediaStream({ url, headers, customParameters: { token }, openTimeoutMs: 3_000 });

export async function startJourney(
  fleet: FaultFleet,
  candidate: PatientCandidate,
  options: {
    call?: CallRequest;
    previousSessionId?: string;
    job?: JobConfigurationInput;
    patience?: 'normal' | 'brisk';
  } = {},
): Promise<Journey> {
  const { call = { via: 'browser' }, previousSessionId, patience = 'normal' } = options;
  const canary = newCanary();
  const started = await candidate.start({
    jobConfiguration: options.job ?? { jobTitle: `Tester ${canary}`, lengthMinutes: 5, patience },
    call,
    ...(previousSessionId === undefined ? {} : { previousSessionId }),
  });
  const { sessionId } = started;
  const [one, other = one] = fleet.gateways.map(({ url }) => url);
  const viewers = [
    openSteadyViewer(candidate, one ?? '', started),
    openSteadyViewer(candidate, other ?? '', { sessionId }),
  ] as const;
  await eventually(() => viewers.every(({ from }) => from !== null), 25_000);
  const lines: MediaStreamClient[] = [];
  let carrierCall: CarrierCall | null = null;
  let token = started.media;
  const heardAt: number[] = [];

  const current = () => {
    const line = lines.at(-1);
    if (line === undefined) throw new Error('the audio is not open');
    return line;
  };

  async function freshToken(): Promise<{ url: string; token: string }> {
    const answer = await candidate.ask(`/api/sessions/${sessionId}/media-token`, { method: 'POST' });
    if (answer.status !== 201) throw new Error(`no media token: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { url: string; token: string };
  }

  const startedStreams = () => viewers[0].all('media.started').map(({ streamSid }) => streamSid);

  /** Waits until the call has a new stream that was accepted. */
  async function phoneLineBack(withinMs: number): Promise<void> {
    const placed = await phoneCall(withinMs);
    const line = await eventually(
      () => {
        const known = lines.map(({ streamSid }) => streamSid);
        const next = startedStreams().find((streamSid) => !known.includes(streamSid));
        return placed.streams.find(({ client }) => client?.streamSid === next)?.client ?? false;
      },
      withinMs,
      10,
    );
    if (line) lines.push(line);
  }

  /** Opens a stream and waits until it is accepted, because frames are refused before that. */
  async function openOnce(): Promise<MediaStreamClient | null> {
    const grant = token ?? (await freshToken());
    token = undefined;
    const line = await media({ origin: pageOrigin }, grant.url, grant.token).catch(() => null);
    if (line === null) return null;
    const closed = line.closed.then(() => true);
    const told = eventually(() => startedStreams().includes(line.streamSid), 2_500).then(
      () => false,
      () => false,
    );
    return (await Promise.race([closed, told])) ? null : line;
  }

  async function openBrowserLine(withinMs: number): Promise<void> {
    const until = Date.now() + withinMs;
    for (;;) {
      const line = await openOnce();
      if (line !== null) {
        lines.push(line);
        return;
      }
      if (Date.now() > until) throw new Error(`no media stream within ${withinMs} ms`);
      await wait(200);
    }
  }

  async function openPhoneLine(withinMs: number): Promise<void> {
    const placed = await phoneCall(withinMs);
    const limit = AbortSignal.timeout(withinMs);
    const opened = await Promise.race([
      placed.streamOpened(lines.length),
      new Promise<never>((_resolve, reject) => {
        limit.addEventListener('abort', () => reject(new Error(`no stream within ${withinMs} ms`)));
      }),
    ]);
    lines.push(opened.client);
  }

  const ofSession = ({ order }: CarrierCall) => 'url' in order.voice && order.voice.url.includes(sessionId);
  async function phoneCall(withinMs: number): Promise<CarrierCall> {
    carrierCall ??= await eventually(() => fleet.carrier.calls.find(ofSession) ?? false, withinMs).then(
      (found) => found || null,
    );
    if (carrierCall === null) throw new Error('no call');
    return carrierCall;
  }

  return {
    ...{ candidate, sessionId, canary, viewers, lines, heardAt },
    get line() {
      return current();
    },
    get call() {
      carrierCall ??= fleet.carrier.calls.find(ofSession) ?? null;
      return carrierCall;
    },
    talk: (withinMs = 20_000) =>
      call.via === 'browser' ? openBrowserLine(withinMs) : openPhoneLine(withinMs),
    comeBack: (withinMs) => (call.via === 'browser' ? openBrowserLine(withinMs) : phoneLineBack(withinMs)),
    hear: (ms, withinMs) => whenHeard(current(), ms, withinMs ?? 25_000),
    async greeting() {
      await eventually(() => lines.length > 0, 20_000);
      await whenHeard(current(), answerMs, 25_000);
      heardAt.push(Date.now());
    },
    async exchange(saysMs = 800) {
      const before = heardMs(current());
      await current().say(tone(saysMs));
      await whenHeard(current(), before + answerMs, 25_000);
      heardAt.push(Date.now());
    },
    async say(ms, withinMs) {
      const before = heardMs(current());
      await current().say(tone(ms));
      await whenHeard(current(), before + 100, withinMs);
    },
    async hangUp() {
      if (carrierCall !== null && lines.length === 0) carrierCall.hangUp();
      else await current().hangUp();
    },
    end() {
      for (const viewer of viewers) viewer.close();
      for (const line of lines) void line.end('broken');
    },
  };
}
