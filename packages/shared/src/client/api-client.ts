import './jitless-schemas.ts';
import { z } from 'zod';
import {
  type CallRequest,
  configurationChangedSchema,
  errorBodySchema,
  mediaTokenSchema,
  type Quote,
  quoteSchema,
  type SessionStarted,
  type Shared,
  type ShareRequest,
  sessionAnswerSchema,
  sessionListSchema,
  sessionStartedSchema,
  sharedSchema,
  shareListSchema,
  shareTicketSchema,
  ticketSchema,
} from '../contract/http-api.ts';
import type { OperationId, SessionId } from '../contract/ids.ts';
import type { JobConfigurationInput } from '../contract/job-configuration.ts';
import type { SessionView } from '../contract/session-view.ts';

/**
 * A refusal by the gateway, with its code and its words for a person; `unreachable` (status 0) when there was no
 * answer, `answer_unreadable` when the answer is not what the contract says.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: unknown;
  constructor(code: string, message: string, rest: { status: number; details?: unknown; cause?: unknown }) {
    super(message, { cause: rest.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = rest.status;
    this.details = rest.details;
  }
}

export interface StartRequest {
  operationId: OperationId;
  jobConfiguration: JobConfigurationInput;
  call: CallRequest;
  previousSessionId?: SessionId;
}

type SessionList = z.infer<typeof sessionListSchema>;
type ShareList = z.infer<typeof shareListSchema>;
type ShareTicket = z.infer<typeof shareTicketSchema>;

export interface ConfigurationChange {
  operationId: OperationId;
  jobConfiguration: JobConfigurationInput;
}

/** The gateway's HTTP interface. Every call throws ApiError; a missing candidate cookie is obtained once by itself. */
export interface ApiClient {
  quote(call: { via: CallRequest['via']; phoneNumber?: string }, lengthMinutes: number): Promise<Quote>;
  startSession(request: StartRequest): Promise<SessionStarted>;
  sessions(): Promise<SessionList>;
  session(sessionId: string): Promise<{ revision: number; view: SessionView }>;
  ticket(sessionId: string): Promise<{ ticket: string; expiresAt: number }>;
  mediaToken(sessionId: string): Promise<{ token: string; url: string; expiresAt: number }>;
  end(sessionId: string, operationId: OperationId): Promise<void>;
  /** Ends at once, without a goodbye. */
  reset(sessionId: string, operationId: OperationId): Promise<void>;
  changeConfiguration(sessionId: string, change: ConfigurationChange): Promise<void>;
  /** Everything of the session is gone, a live call included. */
  erase(sessionId: string): Promise<void>;
  /** A link by which a coach may watch; its address is told this once. */
  share(sessionId: string, request?: ShareRequest): Promise<Shared>;
  shares(sessionId: string): Promise<ShareList>;
  revokeShare(sessionId: string, shareId: string): Promise<void>;
  /** For a coach: a ticket by the token of a shared link. */
  shareTicket(token: string): Promise<ShareTicket>;
}

const answerTimeoutMs = 10_000;
const acceptedSchema = z.unknown();

interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('answer_unreadable', 'The server gave an answer that cannot be read.', {
      status: response.status,
      cause,
    });
  }
}

function toApiError(status: number, body: unknown): ApiError {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return new ApiError('unexpected', `The server answered ${status}.`, { status });
  const { code, message, details } = parsed.data.error;
  return new ApiError(code, message, { status, details });
}

/** @param apiUrl origin of the gateway. @param send for tests; `fetch` otherwise. */
export function createApiClient(apiUrl: string, send: typeof fetch = (...call) => fetch(...call)): ApiClient {
  async function request({ method, path, body }: Call): Promise<Response> {
    try {
      return await send(`${apiUrl}${path}`, {
        method,
        credentials: 'include',
        cache: 'no-store',
        signal: AbortSignal.timeout(answerTimeoutMs),
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
    } catch (cause) {
      throw new ApiError('unreachable', 'The server cannot be reached. Check the connection and try again.', {
        status: 0,
        cause,
      });
    }
  }

  let candidate: Promise<void> | undefined;
  function becomeCandidate(): Promise<void> {
    candidate ??= request({ method: 'POST', path: '/api/candidate' })
      .then(async (response) => {
        if (!response.ok) throw toApiError(response.status, await readBody(response));
      })
      .finally(() => {
        candidate = undefined;
      });
    return candidate;
  }

  let isKnown = false;
  async function call<T extends z.ZodType>(schema: T, what: Call): Promise<z.infer<T>> {
    if (!isKnown) await becomeCandidate();
    isKnown = true;
    let response = await request(what);
    if (response.status === 401) {
      await becomeCandidate();
      response = await request(what);
    }
    const body = await readBody(response);
    if (!response.ok) throw toApiError(response.status, body);
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new ApiError('answer_unreadable', 'The server gave an answer that this page does not understand.', {
      status: response.status,
      cause: parsed.error,
    });
  }

  const of = (sessionId: string, rest = '') => `/api/sessions/${encodeURIComponent(sessionId)}${rest}`;
  return {
    quote: (via, lengthMinutes) =>
      call(quoteSchema, { method: 'POST', path: '/api/quotes', body: { call: via, lengthMinutes } }),
    startSession: (body) => call(sessionStartedSchema, { method: 'POST', path: '/api/sessions', body }),
    session: (sessionId) => call(sessionAnswerSchema, { method: 'GET', path: of(sessionId) }),
    ticket: (sessionId) => call(ticketSchema, { method: 'POST', path: of(sessionId, '/ticket'), body: {} }),
    mediaToken: (sessionId) =>
      call(mediaTokenSchema, { method: 'POST', path: of(sessionId, '/media-token'), body: {} }),
    async end(sessionId, operationId) {
      await call(acceptedSchema, { method: 'POST', path: of(sessionId, '/end'), body: { operationId } });
    },
    sessions: () => call(sessionListSchema, { method: 'GET', path: '/api/sessions' }),
    async reset(sessionId, operationId) {
      await call(acceptedSchema, { method: 'POST', path: of(sessionId, '/reset'), body: { operationId } });
    },
    async erase(sessionId) {
      await call(acceptedSchema, { method: 'DELETE', path: of(sessionId) });
    },
    share: (sessionId, body = {}) =>
      call(sharedSchema, { method: 'POST', path: of(sessionId, '/share'), body }),
    shares: (sessionId) => call(shareListSchema, { method: 'GET', path: of(sessionId, '/share') }),
    async revokeShare(sessionId, shareId) {
      const path = of(sessionId, `/share/${encodeURIComponent(shareId)}`);
      await call(acceptedSchema, { method: 'DELETE', path });
    },
    shareTicket: (token) =>
      call(shareTicketSchema, { method: 'POST', path: '/api/share/ticket', body: { token } }),
    async changeConfiguration(sessionId, change) {
      const path = of(sessionId, '/job-configuration');
      await call(configurationChangedSchema, { method: 'PUT', path, body: change });
    },
  };
}
