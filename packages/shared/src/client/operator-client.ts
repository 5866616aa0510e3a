import { z } from 'zod';
import { type DeletionRecord, deletionRecordSchema } from '../contract/deletion-record.ts';
import {
  type DiallingState,
  diallingStateSchema,
  type OperatorInstances,
  type OperatorQueues,
  type OperatorSessions,
  operatorInstancesSchema,
  operatorQueuesSchema,
  operatorSessionsSchema,
  type ResetProgress,
  resetAcceptedSchema,
  resetProgressSchema,
} from '../contract/http-api.ts';
import type { OperationId } from '../contract/ids.ts';
import { createSender, type GatewayCall, readAnswer } from './gateway-call.ts';

/** What operators do, with their token. Every call throws ApiError. A wrong token is `operator_token_wrong`. */
export interface OperatorClient {
  sessions(): Promise<OperatorSessions>;
  /** Erases a session that was set aside because it cannot be read. Readable sessions are for their owners to erase. */
  eraseUnreadable(sessionId: string): Promise<void>;
  instances(): Promise<OperatorInstances>;
  queues(): Promise<OperatorQueues>;
  /** What is kept of an erasure. `reference` as a person has typed it. */
  deletionRecord(reference: string): Promise<DeletionRecord>;
  dialling(): Promise<DiallingState>;
  setDialling(enabled: boolean): Promise<DiallingState>;
  /** Ends every live session. `resetProgress` tells how far it is. */
  resetAll(): Promise<{ operationId: OperationId }>;
  resetProgress(operationId: OperationId): Promise<ResetProgress>;
}

/** @param apiUrl origin of a gateway. @param send for tests; `fetch` otherwise. */
export function createOperatorClient(
  apiUrl: string,
  token: string,
  send: typeof fetch = (...call) => fetch(...call),
): OperatorClient {
  const request = createSender(apiUrl, send);
  async function call<T extends z.ZodType>(schema: T, what: GatewayCall): Promise<z.infer<T>> {
    const path = `/api/operator${what.path}`;
    return readAnswer(schema, await request({ ...what, path, bearer: token }));
  }
  const get = <T extends z.ZodType>(schema: T, path: string) => call(schema, { method: 'GET', path });
  return {
    sessions: () => get(operatorSessionsSchema, '/sessions'),
    async eraseUnreadable(sessionId) {
      await call(z.unknown(), { method: 'DELETE', path: `/sessions/${encodeURIComponent(sessionId)}` });
    },
    instances: () => get(operatorInstancesSchema, '/instances'),
    queues: () => get(operatorQueuesSchema, '/queues'),
    deletionRecord: (reference) =>
      get(deletionRecordSchema, `/deletion-records/${encodeURIComponent(reference)}`),
    dialling: () => get(diallingStateSchema, '/dialling'),
    setDialling: (enabled) =>
      call(diallingStateSchema, { method: 'PUT', path: '/dialling', body: { enabled } }),
    resetAll: () =>
      call(resetAcceptedSchema, { method: 'POST', path: '/reset-all', body: { confirm: 'reset all' } }),
    resetProgress: (id) => get(resetProgressSchema, `/reset-all/${encodeURIComponent(id)}`),
  };
}
