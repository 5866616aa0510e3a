import { randomUUID } from 'node:crypto';
import { type ApiClient, createApiClient } from '@ringback/shared/client/api-client';
import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { operationIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { InterviewMode } from '@ringback/shared/contract/interview-mode';
import type { JobConfigurationInput } from '@ringback/shared/contract/job-configuration';
import type { PracticeRequest } from '@ringback/shared/contract/practice';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { openMediaStream } from '@ringback/stand-ins/candidate/media-stream-client';
import { createCookieJar } from './cookie-jar.ts';
import { pageOrigin } from './stack.ts';
import { openViewer, type Viewer } from './viewer-client.ts';

export const plainJob: JobConfigurationInput = { jobTitle: 'Product Manager', company: 'Acme' };

/** A candidate's browser without a page: its cookie, its requests, its sockets. */
export interface CandidateClient {
  /** Changes with the first session. */
  readonly cookie: string;
  /** The page's own client. */
  readonly api: ApiClient;
  fetch(
    path: string,
    init?: { method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  start(options?: {
    jobConfiguration?: JobConfigurationInput;
    call?: { via: 'browser' } | { via: 'phone'; phoneNumber: string };
    previousSessionId?: string;
    practice?: PracticeRequest;
    interviewMode?: InterviewMode;
    operationId?: string;
  }): Promise<SessionStarted>;
  /** Opens the audio of a session that was just started. */
  talk(started: SessionStarted): Promise<MediaStreamClient>;
  /** Resolves when the gateway has answered the hello. Anything that happens later is told as events. */
  watch(
    started: { sessionId: string; ticket: string },
    options?: { gatewayUrl?: string; revision?: number },
  ): Promise<Viewer>;
  ticket(sessionId: string): Promise<string>;
}

/** Visits the gateway for the first time. */
export async function visit(gatewayUrl: string): Promise<CandidateClient> {
  const entered = await fetch(`${gatewayUrl}/api/candidate`, {
    method: 'POST',
    headers: { origin: pageOrigin },
  });
  if (entered.status !== 204) throw new Error(`POST /api/candidate answered ${entered.status}`);
  const jar = createCookieJar();
  jar.keep(entered);
  const send: typeof fetch = async (input, init) => {
    const headers = { origin: pageOrigin, cookie: jar.header, ...init?.headers };
    const answer = await fetch(input, { ...init, headers });
    jar.keep(answer);
    return answer;
  };

  const request: CandidateClient['fetch'] = (path, init = {}) =>
    send(`${gatewayUrl}${path}`, {
      method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
      headers: { 'content-type': 'application/json', ...init.headers },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });

  const api = createApiClient(gatewayUrl, send);
  /** Gives the cookie with which further sessions are started. */
  let firstStart: Promise<unknown> | null = null;

  return {
    get cookie() {
      return jar.header;
    },
    api,
    fetch: request,
    async start(options = {}) {
      const { previousSessionId, practice, interviewMode, operationId } = options;
      const isRepeated = operationId !== undefined;
      if (firstStart !== null && !isRepeated) await firstStart;
      const started = api.startSession({
        operationId: operationIdSchema.parse(operationId ?? randomUUID()),
        jobConfiguration: options.jobConfiguration ?? plainJob,
        call: options.call ?? { via: 'browser' },
        ...(previousSessionId ? { previousSessionId: sessionIdSchema.parse(previousSessionId) } : {}),
        ...(practice ? { practice } : {}),
        ...(interviewMode ? { interviewMode } : {}),
      });
      firstStart ??= started.catch(() => {});
      return started;
    },
    async talk(started) {
      if (!started.media) throw new Error('not a browser call');
      return openMediaStream({
        url: started.media.url,
        headers: { origin: pageOrigin },
        customParameters: { token: started.media.token },
      });
    },
    async watch({ sessionId, ticket }, options = {}) {
      const viewer = await openViewer({
        url: `${(options.gatewayUrl ?? gatewayUrl).replace(/^http/, 'ws')}/logs`,
        sessionId,
        ticket,
        cookie: jar.header,
        ...(options.revision === undefined ? {} : { revision: options.revision }),
      });
      await viewer.answered;
      return viewer;
    },
    async ticket(sessionId) {
      return (await api.ticket(sessionId)).ticket;
    },
  };
}
