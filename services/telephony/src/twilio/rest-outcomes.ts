import twilio from 'twilio';
import { alreadyInitiated, notFound, notInProgress, type RefusalReason, refusals } from './carrier-codes.ts';
import type { CarrierStatus } from './status-callback.ts';

export type PlaceCallOutcome =
  | { outcome: 'placed'; callSid: string }
  /** Certain: no call exists. */
  | { outcome: 'refused'; reason: RefusalReason; code: number | null }
  /** No conclusive answer: a call may exist. It must be adopted or ended, and never placed again. */
  | { outcome: 'unknown'; cause: string };

export interface CarrierFailure {
  outcome: 'failed';
  code: number | null;
  cause: string;
}

export type CompleteCallOutcome = { outcome: 'completed' } | { outcome: 'already_over' } | CarrierFailure;
export type RedirectCallOutcome = { outcome: 'redirected' } | { outcome: 'already_over' } | CarrierFailure;
export type DeleteCallOutcome = { outcome: 'deleted' } | { outcome: 'gone' } | CarrierFailure;
export type FetchCallOutcome =
  | { outcome: 'found'; status: CarrierStatus }
  | { outcome: 'gone' }
  | CarrierFailure;

/** `priceUsd` null: not known yet, as for some minutes after a call. */
export type FetchPriceOutcome =
  | { outcome: 'found'; priceUsd: number | null }
  | { outcome: 'gone' }
  | CarrierFailure;

export type ListCallsOutcome = { outcome: 'found'; callSids: string[] } | CarrierFailure;

/** No connection was made, so the request cannot have arrived. */
const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether a call may exist that could not be placed. */
export function toPlaceFailure(error: unknown): PlaceCallOutcome {
  if (error instanceof twilio.RestException) {
    const { status, code } = error;
    if (status >= 500 || code === alreadyInitiated) return { outcome: 'unknown', cause: `HTTP ${status}` };
    const byStatus = status === 429 ? 'limited' : status === 401 ? 'not_authorised' : 'rejected';
    return { outcome: 'refused', reason: refusals[code ?? 0] ?? byStatus, code: code ?? null };
  }
  const cause = toCause(error);
  return unreachable.has(cause)
    ? { outcome: 'refused', reason: 'unreachable', code: null }
    : { outcome: 'unknown', cause };
}

export function toFailure(error: unknown): CarrierFailure {
  if (error instanceof twilio.RestException) {
    const { status, code } = error;
    return { outcome: 'failed', code: code ?? null, cause: `HTTP ${status}` };
  }
  return { outcome: 'failed', code: null, cause: toCause(error) };
}

/** The carrier knows no such call. */
export function isGone(error: unknown): boolean {
  return error instanceof twilio.RestException && (error.status === 404 || error.code === notFound);
}

/** The call is gone, or not in progress any more. */
export function isOver(error: unknown): boolean {
  return isGone(error) || (error instanceof twilio.RestException && error.code === notInProgress);
}

/** The error's code if it has one; messages may contain addresses with secrets. */
function toCause(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
