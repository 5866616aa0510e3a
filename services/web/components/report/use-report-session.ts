import type { SessionId } from '@ringback/shared/contract/ids';
import { useEffect, useState } from 'react';
import {
  type ReportPageState,
  type ReportSession,
  startReportSession,
} from '../../lib/report/report-session.ts';
import type { Services } from '../use-services.ts';
import { useStarted } from '../use-started.ts';

const nothing: ReportPageState = { connection: { phase: 'idle' }, view: null, answer: null, problem: null };

/** Holds one session's report while its page is shown. */
export function useReportSession(
  services: Services | null,
  sessionId: SessionId,
): { session: ReportSession | null; state: ReportPageState } {
  const [session, setSession] = useState<ReportSession | null>(null);
  useEffect(() => {
    if (!services) return undefined;
    const { api, addresses } = services;
    const started = startReportSession({ sessionId, api, socketUrl: addresses.socketUrl });
    setSession(started);
    return () => started.close('page left');
  }, [services, sessionId]);
  return { session, state: useStarted(session, nothing) };
}
