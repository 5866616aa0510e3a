import { randomUUID } from 'node:crypto';
import type { SessionStarted } from '@ringback/shared/contract/http-api';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { openMediaStream } from '@ringback/stand-ins/candidate/media-stream-client';
import type { SessionRecord as ModelSession } from '@ringback/stand-ins/openai/session-record';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { expect } from 'vitest';
import type { CandidateClient } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { pageOrigin, type Stack } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

/** A session in the middle of its conversation. */
export interface Talk {
  started: SessionStarted;
  viewer: Viewer;
  line: MediaStreamClient;
}

/** What one candidate does over and over, and what is looked at afterwards. */
export interface CandidateWork {
  /** Starts a session and talks until the interviewer has said the first sentence. */
  startTalk(jobTitle?: string, previousSessionId?: string, gateway?: number): Promise<Talk>;
  mediaToken(sessionId: string): Promise<string>;
  openLine(token: string): Promise<MediaStreamClient>;
  post(path: string, body?: unknown): Promise<Response>;
  recordOf(sessionId: string): Promise<SessionRecord>;
  /** The model session that was given this title last. */
  modelOf(jobTitle: string): ModelSession | undefined;
  /** Takes the gateways in turn. */
  addressOf(gateway: number): string;
  logsUrl(gateway: number): string;
}

export function createCandidateWork(stack: Stack, candidate: CandidateClient): CandidateWork {
  const addressOf = (gateway: number) =>
    `http://127.0.0.1:${stack.gateways[gateway % stack.gateways.length]?.port}`;
  const post: CandidateWork['post'] = (path, body = { operationId: randomUUID() }) =>
    candidate.fetch(path, { body });
  return {
    addressOf,
    post,
    logsUrl: (gateway) => `${addressOf(gateway).replace(/^http/, 'ws')}/logs`,
    async startTalk(jobTitle = 'Baker', previousSessionId, gateway = 0) {
      const previous = previousSessionId === undefined ? {} : { previousSessionId };
      const started = await candidate.start({ jobConfiguration: { jobTitle }, ...previous });
      const viewer = await candidate.watch(started, { gatewayUrl: addressOf(gateway) });
      const line = await candidate.talk(started);
      await viewer.waitFor('transcript.completed');
      return { started, viewer, line };
    },
    async mediaToken(sessionId) {
      const answer = await post(`/api/sessions/${sessionId}/media-token`, {});
      expect(answer.status).toBe(201);
      return (await answer.json()).token;
    },
    openLine: (token) =>
      openMediaStream({
        url: stack.mediaUrl,
        headers: { origin: pageOrigin },
        customParameters: { token },
      }),
    async recordOf(sessionId) {
      const read = await stack.store.read(sessionId as never);
      if (read === null) throw new Error(`no record of ${sessionId}`);
      return read.record;
    },
    modelOf: (jobTitle) =>
      stack.model.sessions.findLast(({ session }) => session.instructions.includes(`"${jobTitle}"`)),
  };
}

/** The conversation goes on: the candidate is heard and answered. */
export async function expectAnswer({ viewer }: Pick<Talk, 'viewer'>, line: MediaStreamClient): Promise<void> {
  const spoken = () => viewer.events.filter(({ type }) => type === 'transcript.completed').length;
  const before = spoken();
  await line.say(tone(300));
  await eventually(() => spoken() >= before + 2, 10_000);
}

/** The session ended for this reason, and both its sockets with it. */
export async function expectOver({ viewer, line }: Talk, reason: string): Promise<void> {
  expect((await viewer.waitFor('session.ended')).reason).toBe(reason);
  expect((await viewer.closed).code).toBe(1000);
  await line.closed;
}

export const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** In bursts, so that things overlap and the machine is not the limit. */
export async function inBursts(
  count: number,
  size: number,
  act: (index: number) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < count; first += size) {
    await Promise.all(numbers(Math.min(size, count - first)).map((index) => act(first + index)));
  }
}
