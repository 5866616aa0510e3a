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

/** A gateway that answers in order; the requests are kept. */
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
const refusal = (code: string, status: number) => new ApiError(code, code, { status });

afterEach(() => {
  takeHandover(started.sessionId);
  vi.restoreAllMocks();
});

describe('starting a session', () => {
  it('asks again by itself under the same operation id when nobody answered, and says so', async () => {
    const { api, requests } = gateway(refusal('unreachable', 0), started, started);
    const tryingAgain = vi.fn();
    await expect(startSession(api, start, { tryingAgain })).resolves.toBe(started.sessionId);
    expect(tryingAgain).toHaveBeenCalledTimes(1);
    await startSession(api, start);
    const ids = requests.map(({ operationId }) => operationIdSchema.parse(operationId));
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('asks under the same operation id by hand too, when nobody has answered in the end', async () => {
    const { api, requests } = gateway(refusal('unreachable', 0), started);
    const signal = AbortSignal.abort();
    await expect(startSession(api, start, { signal })).rejects.toMatchObject({ code: 'unreachable' });
    await startSession(api, start);
    expect(requests[1]?.operationId).toBe(requests[0]?.operationId);
  });

  it('takes a new operation id when the form was changed in between', async () => {
    const { api, requests } = gateway(refusal('unreachable', 0), started);
    const signal = AbortSignal.abort();
    await expect(startSession(api, start, { signal })).rejects.toBeInstanceOf(ApiError);
    await startSession(api, { ...start, jobConfiguration: { jobTitle: 'Teacher' } });
    expect(requests[1]?.operationId).not.toBe(requests[0]?.operationId);
  });

  it('leaves the ticket for the live page, once', async () => {
    const { api } = gateway(started);
    await startSession(api, start);
    expect(takeHandover('ses_somebody')).toBeNull();
    expect(takeHandover(started.sessionId)).toEqual({
      sessionId: started.sessionId,
      ticket: 't',
      audio: null,
    });
    expect(takeHandover(started.sessionId)).toBeNull();
  });

  it('keeps the code that the phone is asked for, for this tab', async () => {
    const tab = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => tab.get(key) ?? null,
      setItem: (key: string, value: string) => tab.set(key, value),
    });
    const gateCode = { code: '482913', expiresAt: 1 };
    const { api, requests } = gateway({ ...started, gateCode });
    await startSession(api, { ...start, call: { ...start.call, verify: true } });
    expect(requests[0]?.call).toEqual({ ...start.call, verify: true });
    expect(readGateCode(started.sessionId)).toEqual(gateCode);
    expect(readGateCode('ses_other_one')).toBeNull();
    vi.unstubAllGlobals();
  });

  it('starts alone when the attempt before is forgotten', async () => {
    const { api, requests } = gateway(refusal('session_not_found', 404), started);
    await startSession(api, { ...start, previousSessionId });
    expect(requests.map((request) => request.previousSessionId)).toEqual([previousSessionId, undefined]);
  });

  it('does not hide another refusal', async () => {
    const { api, requests } = gateway(refusal('limited', 429));
    await expect(startSession(api, { ...start, previousSessionId })).rejects.toMatchObject({
      code: 'limited',
    });
    expect(requests).toHaveLength(1);
  });
});
