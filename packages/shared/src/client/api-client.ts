import { z } from 'zod';
import {
  type DeletionRecord,
  deletionRecordSchema,
  type ErasurePreview,
  erasurePreviewSchema,
} from '../contract/deletion-record.ts';
import {
  type CallRequest,
  configurationChangedSchema,
  mediaTokenSchema,
  type Quote,
  quoteSchema,
  type ReportAnswer,
  reportAnswerSchema,
  type SessionStarted,
  sessionAnswerSchema,
  sessionListSchema,
  sessionStartedSchema,
  ticketSchema,
} from '../contract/http-api.ts';
import type { OperationId, SessionId } from '../contract/ids.ts';
import type { InterviewMode } from '../contract/interview-mode.ts';
import type { JobConfigurationInput } from '../contract/job-configuration.ts';
import type { PracticeRequest } from '../contract/practice.ts';
import type { SelfRating, SessionView } from '../contract/session-view.ts';
import {
  type Shared,
  type ShareRequest,
  sharedSchema,
  shareListSchema,
  shareTicketSchema,
} from '../contract/share-links.ts';
import { type BookingClient, createBookingClient } from './booking-client.ts';
import { type CoachClient, createCoachClient } from './coach-client.ts';
import { createDeviceClient, type DeviceClient } from './device-client.ts';
import { createSender, type GatewayCall, readAnswer } from './gateway-call.ts';
import { createOwnDataClient, type OwnDataClient } from './own-data-client.ts';

export interface StartRequest {
  operationId: OperationId;
  jobConfiguration: JobConfigurationInput;
  call: CallRequest;
  previousSessionId?: SessionId;
  practice?: PracticeRequest;
  /** Which words of consent the candidate was shown. */
  consent?: string;
  interviewMode?: InterviewMode;
}

export type SessionList = z.infer<typeof sessionListSchema>;
type ShareList = z.infer<typeof shareListSchema>;
type ShareTicket = z.infer<typeof shareTicketSchema>;

export interface ConfigurationChange {
  operationId: OperationId;
  jobConfiguration: JobConfigurationInput;
}

/** What the candidate says that they said. */
export interface Correction {
  operationId: OperationId;
  text: string;
}

export interface DisputeRequest {
  operationId: OperationId;
  version: number;
  reason: string;
}

export interface FactRequest {
  operationId: OperationId;
  version: number;
  text: string;
}

/**
 * The gateway's HTTP interface. Every call throws ApiError. A missing candidate cookie is obtained once,
 * automatically.
 */
export interface ApiClient extends CoachClient, DeviceClient, OwnDataClient, BookingClient {
  /** Gives the cookie back. The browser then belongs to no candidate. */
  leave(): Promise<void>;
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
  /** Where a session's reports stand, and one of them: this version, or the newest that is there. */
  report(sessionId: string, version?: number): Promise<ReportAnswer>;
  /** Has the report made once more. */
  makeReport(sessionId: string, operationId: OperationId): Promise<void>;
  /** Before the report is seen, and once. */
  rateSelf(sessionId: string, request: SelfRating & { operationId: OperationId }): Promise<void>;
  correct(sessionId: string, itemId: string, request: Correction): Promise<void>;
  dispute(sessionId: string, findingId: string, request: DisputeRequest): Promise<void>;
  /** Has a stronger answer to this question written from the fact. */
  giveFact(sessionId: string, questionId: string, request: FactRequest): Promise<void>;
  /** What erasing this session, or everything of the candidate, would remove. */
  erasurePreview(sessionId: string | null): Promise<ErasurePreview>;
  /**
   * Removes everything about the session. A live call ends. Returns the reference of its deletion record, also when the
   * erasure is stored and not over: the record tells when it is.
   */
  erase(sessionId: string): Promise<string>;
  /** Removes everything of the candidate. The browser then belongs to another one. */
  eraseEverything(operationId: OperationId): Promise<DeletionRecord>;
  deletionRecord(reference: string): Promise<DeletionRecord>;
  /** Creates a link by which a coach may watch. Its address is told only this once. */
  share(sessionId: string, request?: ShareRequest): Promise<Shared>;
  shares(sessionId: string): Promise<ShareList>;
  revokeShare(sessionId: string, shareId: string): Promise<void>;
  /** For a coach: exchanges a shared link's token for a ticket. */
  shareTicket(token: string): Promise<ShareTicket>;
  /** For a coach: the report, where the link shows it. */
  sharedReport(token: string): Promise<ReportAnswer>;
}

const acceptedSchema = z.unknown();

/** @param apiUrl origin of the gateway. @param send for tests; `fetch` otherwise. */
export function createApiClient(apiUrl: string, send: typeof fetch = (...call) => fetch(...call)): ApiClient {
  const request = createSender(apiUrl, send);

  let candidate: Promise<void> | undefined;
  function becomeCandidate(): Promise<void> {
    candidate ??= request({ method: 'POST', path: '/api/candidate' })
      .then(async (response) => {
        await readAnswer(acceptedSchema, response);
      })
      .finally(() => {
        candidate = undefined;
      });
    return candidate;
  }

  let isKnown = false;
  async function sendKnown(what: GatewayCall): Promise<Response> {
    if (!isKnown) await becomeCandidate();
    isKnown = true;
    const response = await request(what);
    if (response.status !== 401) return response;
    await becomeCandidate();
    return await request(what);
  }
  async function call<T extends z.ZodType>(schema: T, what: GatewayCall): Promise<z.infer<T>> {
    return readAnswer(schema, await sendKnown(what));
  }

  const of = (sessionId: string, rest = '') => `/api/sessions/${encodeURIComponent(sessionId)}${rest}`;
  return {
    ...createCoachClient(call),
    ...createDeviceClient(call),
    ...createBookingClient(call),
    ...createOwnDataClient(call, async (what) => {
      if (!isKnown) await becomeCandidate();
      return await request(what);
    }),
    async leave() {
      isKnown = false;
      await readAnswer(acceptedSchema, await request({ method: 'POST', path: '/api/candidate/leave' }));
    },
    quote: (via, lengthMinutes) =>
      call(quoteSchema, { method: 'POST', path: '/api/quotes', body: { call: via, lengthMinutes } }),
    startSession: (body) => call(sessionStartedSchema, { method: 'POST', path: '/api/sessions', body }),
    session: (sessionId) => call(sessionAnswerSchema, { method: 'GET', path: of(sessionId) }),
    // Without a body, so that a proxy can ask another gateway when the first one does not answer.
    ticket: (sessionId) => call(ticketSchema, { method: 'POST', path: of(sessionId, '/ticket') }),
    mediaToken: (sessionId) =>
      call(mediaTokenSchema, { method: 'POST', path: of(sessionId, '/media-token') }),
    async end(sessionId, operationId) {
      await call(acceptedSchema, { method: 'POST', path: of(sessionId, '/end'), body: { operationId } });
    },
    sessions: () => call(sessionListSchema, { method: 'GET', path: '/api/sessions' }),
    async reset(sessionId, operationId) {
      await call(acceptedSchema, { method: 'POST', path: of(sessionId, '/reset'), body: { operationId } });
    },
    report: (sessionId, version) => {
      const query = version === undefined ? '' : `?version=${version}`;
      return call(reportAnswerSchema, { method: 'GET', path: of(sessionId, `/report${query}`) });
    },
    async makeReport(sessionId, operationId) {
      const body = { operationId };
      await call(acceptedSchema, { method: 'POST', path: of(sessionId, '/report'), body });
    },
    async rateSelf(sessionId, body) {
      await call(acceptedSchema, { method: 'PUT', path: of(sessionId, '/self-rating'), body });
    },
    async correct(sessionId, itemId, body) {
      const path = of(sessionId, `/transcript/${encodeURIComponent(itemId)}`);
      await call(acceptedSchema, { method: 'PUT', path, body });
    },
    async dispute(sessionId, findingId, body) {
      const path = of(sessionId, `/findings/${encodeURIComponent(findingId)}/dispute`);
      await call(acceptedSchema, { method: 'POST', path, body });
    },
    async giveFact(sessionId, questionId, body) {
      const path = of(sessionId, `/answers/${encodeURIComponent(questionId)}/fact`);
      await call(acceptedSchema, { method: 'PUT', path, body });
    },
    erasurePreview: (sessionId) => {
      const path = sessionId === null ? '/api/candidate/erasure' : of(sessionId, '/erasure');
      return call(erasurePreviewSchema, { method: 'GET', path });
    },
    async erase(sessionId) {
      const response = await sendKnown({ method: 'DELETE', path: of(sessionId) });
      const reference = response.headers.get('deletion-record');
      if (reference === null) await readAnswer(acceptedSchema, response);
      return reference ?? '';
    },
    async eraseEverything(operationId) {
      const path = `/api/candidate?operationId=${operationId}`;
      const record = await call(deletionRecordSchema, { method: 'DELETE', path });
      isKnown = false;
      return record;
    },
    deletionRecord: (reference) => {
      const path = `/api/deletion-records/${encodeURIComponent(reference)}`;
      return call(deletionRecordSchema, { method: 'GET', path });
    },
    share: (sessionId, body = {}) =>
      call(sharedSchema, { method: 'POST', path: of(sessionId, '/share'), body }),
    shares: (sessionId) => call(shareListSchema, { method: 'GET', path: of(sessionId, '/share') }),
    async revokeShare(sessionId, shareId) {
      const path = of(sessionId, `/share/${encodeURIComponent(shareId)}`);
      await call(acceptedSchema, { method: 'DELETE', path });
    },
    sharedReport: (token) =>
      call(reportAnswerSchema, { method: 'POST', path: '/api/share/report', body: { token } }),
    shareTicket: (token) =>
      call(shareTicketSchema, { method: 'POST', path: '/api/share/ticket', body: { token } }),
    async changeConfiguration(sessionId, change) {
      const path = of(sessionId, '/job-configuration');
      await call(configurationChangedSchema, { method: 'PUT', path, body: change });
    },
  };
}
