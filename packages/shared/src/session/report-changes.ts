import type { ReportState, ReportStatus, SettledReport } from '../contract/report-status.ts';
import type { PublicState } from '../contract/session-view.ts';
import type { EventOf } from '../contract/stored-events.ts';

type Reported = Pick<PublicState, 'report'>;
type SettledEvent = EventOf<'report.ready'> | EventOf<'report.insufficient'> | EventOf<'report.failed'>;

const withReport = ({ report }: Reported, changed: Partial<ReportStatus>): Reported => ({
  report: { ...report, ...changed },
});

/** The progress with which a new version or a new attempt begins. */
const nothingDone = { step: null, done: 0, of: 0, reason: null } as const;

const states = {
  'report.ready': 'ready',
  'report.insufficient': 'insufficient',
  'report.failed': 'failed',
} as const satisfies Record<SettledEvent['type'], ReportState>;

/** How each event after the last word changes a session's reports. Keys keep the order of their schema. */
export const reportChanges = {
  queued: (state: Reported, { version }: EventOf<'report.queued'>) =>
    withReport(state, { state: 'queued', version, attempt: 0, ...nothingDone, told: 0, costUsd: 0 }),
  started: (state: Reported, { attempt }: EventOf<'report.started'>) =>
    withReport(state, { state: 'working', attempt, ...nothingDone }),
  progressed: (state: Reported, { step, done, of, costUsd }: EventOf<'report.progressed'>) =>
    withReport(state, { step, done, of, told: state.report.told + 1, costUsd }),
  settled: (state: Reported, event: SettledEvent) => {
    const reason = event.type === 'report.ready' ? null : event.reason;
    const settled: SettledReport = {
      version: event.version,
      state: states[event.type],
      reason,
      hash: event.hash,
      settledAt: event.at,
    };
    const versions = [...state.report.versions, settled];
    return withReport(state, {
      ...nothingDone,
      state: settled.state,
      costUsd: event.costUsd,
      reason,
      versions,
    });
  },
  selfRated: (state: Reported) => withReport(state, { isSelfRated: true }),
  corrected: (state: Reported) => withReport(state, { corrections: state.report.corrections + 1 }),
  disputed: (state: Reported) => withReport(state, { disputes: state.report.disputes + 1 }),
};
