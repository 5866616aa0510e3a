import { type ApiClient, createApiClient, type StartRequest } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { operationIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { takeHandover } from './handover.ts';
import { readGateCode } from './remembered.ts';
import { startSession } from './start-session.ts';

const started = {
  sessionId: 'ses_aaaaaaaa' as SessionId,
  revision: 1,
  phase: 'configured',
  ticket: 't',
} as const;
const previousSessionId = 'ses_old_old_old' as SessionId;
const start = {
  jobConfiguration: { jobTitle: 'Nurse' },
  call: { via: 'phone', phoneNumber: '+14155550100' },
} as const;

/** A gateway that gives these answers in order and keeps the requests. */
function gateway(...answers: (SessionStarted | ApiError)[]): { api: ApiClient; requests: StartRequest[] } {
  const requests: StartRequest[] = [];
  const api: ApiClient = {
    ...createApiClient('http://gateway.test'),
    async startSession(request) {
      requests.push(request);
      const answer = answers.shift();
      if (answer === undefined || answer instanceof ApiError) throw answer;
      return answer;
    },
  };
  return { api, requests };
}
const here = new AbortController().signal;
/** A page that is left after its first attempt got no answer. */
function leavesAfterFirst() {
  const leaving = new AbortController();
  return { tryingAgain: () => leaving.abort(), signal: leaving.signal };
}
const refusal = (code: string, status: number) => new ApiError(code, code, { status });

afterEach(() => {
  takeHandover(started.sessionId);
  vi.restoreAllMocks();
});

describe('starting a session', () => {
  it('retries by itself under the same operation id when there was no answer, and says so', async () => {
    const { api, requests } = gateway(refusal('unreachable', 0), started, started);
    const tryingAgain = vi.fn();
    await expect(startSession(api, start, { tryingAgain, signal: here })).resolves.toBe(started.sessionId);
    expect(tryingAgain).toHaveBeenCalledTimes(1);
    await startSession(api, start, { signal: here });
    const ids = requests.map(({ operationId }) => operationIdSchema.parse(operationId));
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('uses the same operation id for a retry by hand too, after the last attempt got no answer', async () => {
    const { api, requests } = gateway(refusal('unreachable', 0), started);
    const { tryingAgain, signal } = leavesAfterFirst();
    await expect(startSession(api, start, { tryingAgain, signal })).rejects.toMatchObject({
      code: 'unreachable',
    });
    await startSession(api, start, { signal: here });
    expect(requests[1]?.operationId).toBe(requests[0]?.operationId);
  });

  it('uses a new operation id when the form was changed in between', async () => {
    const { api, requests } = gateway(refusal('unreachable', 0), started);
    const { tryingAgain, signal } = leavesAfterFirst();
    await expect(startSession(api, start, { tryingAgain, signal })).rejects.toBeInstanceOf(ApiError);
    await startSession(api, { ...start, jobConfiguration: { jobTitle: 'Teacher' } }, { signal: here });
    expect(requests[1]?.operationId).not.toBe(requests[0]?.operationId);
  });

  it('leaves the ticket for the live page, once', async () => {
    const { api } = gateway(started);
    await startSession(api, start, { signal: here });
    expect(takeHandover('ses_somebody')).toBeNull();
    expect(takeHandover(started.sessionId)).toEqual({
      sessionId: started.sessionId,
      ticket: 't',
      audio: null,
    });
    expect(takeHandover(started.sessionId)).toBeNull();
  });

  it('keeps the code that the phone will ask for, in this tab', async () => {
    const tab = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => tab.get(key) ?? null,
      setItem: (key: string, value: string) => tab.set(key, value),
    });
    const gateCode = { code: '482913', expiresAt: 1 };
    const { api, requests } = gateway({ ...started, gateCode });
    await startSession(api, { ...start, call: { ...start.call, verify: true } }, { signal: here });
    expect(requests[0]?.call).toEqual({ ...start.call, verify: true });
    expect(readGateCode(started.sessionId)).toEqual(gateCode);
    expect(readGateCode('ses_other_one')).toBeNull();
    vi.unstubAllGlobals();
  });

  it('starts without an earlier attempt that has been forgotten', async () => {
    const { api, requests } = gateway(refusal('session_not_found', 404), started);
    await startSession(api, { ...start, previousSessionId }, { signal: here });
    expect(requests.map((request) => request.previousSessionId)).toEqual([previousSessionId, undefined]);
  });

  it('ends a session whose answer arrives after the page was left, and leaves nothing for a live page', async () => {
    const leaving = new AbortController();
    const { api } = gateway(started);
    const ended: string[] = [];
    const slow: ApiClient = {
      ...api,
      async startSession(request) {
        leaving.abort();
        return api.startSession(request);
      },
      async end(sessionId, operationId) {
        ended.push(sessionId);
        if (ended.length === 1) throw refusal('unreachable', 0);
        operationIdSchema.parse(operationId);
      },
    };
    await expect(startSession(slow, start, { signal: leaving.signal })).resolves.toBeNull();
    expect(ended).toEqual([started.sessionId, started.sessionId]);
    expect(takeHandover(started.sessionId)).toBeNull();
  });

  it('starts nothing when the page is left while the browser asks for the microphone', async () => {
    const leaving = new AbortController();
    const stop = vi.fn();
    vi.stubGlobal('window', { isSecureContext: true });
    vi.stubGlobal('navigator', {
      mediaDevices: {
        async getUserMedia() {
          leaving.abort();
          return { getTracks: () => [{ stop }], getAudioTracks: () => [{ stop }] };
        },
      },
    });
    const { api, requests } = gateway(started);
    const spoken = { ...start, call: { via: 'browser' } } as const;
    await expect(startSession(api, spoken, { signal: leaving.signal })).resolves.toBeNull();
    expect(requests).toEqual([]);
    expect(stop).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  it('passes other refusals on', async () => {
    const { api, requests } = gateway(refusal('limited', 429));
    await expect(startSession(api, { ...start, previousSessionId }, { signal: here })).rejects.toMatchObject({
      code: 'limited',
    });
    expect(requests).toHaveLength(1);
  });
});
