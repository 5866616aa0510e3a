import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type SessionStarted, sessionStartedSchema } from '@ringback/shared/contract/http-api';
import type { JobConfigurationInput } from '@ringback/shared/contract/job-configuration';
import { pageOrigin } from '../stack.ts';
import type { FaultFleet } from './fault-fleet.ts';

export type CallRequest = { via: 'browser' } | { via: 'phone'; phoneNumber: string };

/** A candidate's browser that retries at whichever gateway answers, as the page does. */
export interface PatientCandidate {
  /** Sends a request to one gateway after another until one answers with less than 500 and not 429. */
  ask(path: string, options?: { method?: string; body?: unknown; withinMs?: number }): Promise<Response>;
  /** Starts a session. However often it is requested, it is one. */
  start(options: {
    jobConfiguration: JobConfigurationInput;
    call: CallRequest;
    previousSessionId?: string;
    withinMs?: number;
  }): Promise<SessionStarted>;
  ticket(sessionId: string): Promise<string>;
  /** Changes with the first session. */
  readonly cookie: string;
}

const requestLimitMs = 5_000;

export async function createPatientCandidate(fleet: FaultFleet): Promise<PatientCandidate> {
  const urls = fleet.gateways.map(({ url }) => url);
  let cookie = '';
  /** The last gateway's refusal. */
  let lastRefusal = 'nothing';

  function keepCookie(response: Response): void {
    const value = /=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '')?.[1];
    if (value === undefined) return;
    // The cookie's name contains the gateway's port. Behind a proxy all gateways have the same one.
    cookie = urls.map((url) => `ringback_candidate_${new URL(url).port}=${value}`).join('; ');
  }

  async function once(url: string, path: string, method: string, body: unknown): Promise<Response | null> {
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { origin: pageOrigin, cookie, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(requestLimitMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      keepCookie(response);
      if (response.status < 500 && response.status !== 429) return response;
      lastRefusal = `${response.status} ${await response.text()}`;
    } catch (error) {
      lastRefusal = String(error);
    }
    return null;
  }

  const ask: PatientCandidate['ask'] = async (path, { method, body, withinMs = 20_000 } = {}) => {
    const until = Date.now() + withinMs;
    for (let turn = 0; ; turn++) {
      const url = urls[turn % urls.length] ?? '';
      const response = await once(url, path, method ?? (body === undefined ? 'GET' : 'POST'), body);
      if (response !== null) return response;
      if (Date.now() > until)
        throw new Error(`${path}: no gateway has answered within ${withinMs} ms, the last: ${lastRefusal}`);
      await wait(150);
    }
  };

  await ask('/api/candidate', { method: 'POST' });

  return {
    ask,
    get cookie() {
      return cookie;
    },
    async start({ withinMs = 20_000, ...request }) {
      const body = { operationId: randomUUID(), ...request };
      const response = await ask('/api/sessions', { body, withinMs });
      if (response.status !== 201)
        throw new Error(`session refused: ${response.status} ${await response.text()}`);
      return sessionStartedSchema.parse(await response.json());
    },
    async ticket(sessionId) {
      const response = await ask(`/api/sessions/${sessionId}/ticket`, { method: 'POST' });
      if (response.status !== 201) throw new Error(`ticket refused: ${response.status}`);
      return ((await response.json()) as { ticket: string }).ticket;
    },
  };
}
