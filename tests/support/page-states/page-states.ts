import { type CandidateId, instanceIdSchema } from '@ringback/shared/contract/ids';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { Page } from 'playwright-core';
import { newJudgedSession } from './judged-session.ts';
import { newShownSession, type ShownSession } from './shown-session.ts';

/** Where a state is made: what a reporter has of the shown product's Redis, and the candidate whose browser looks. */
export interface StateWorld {
  parts: ServiceParts;
  candidateId: CandidateId;
}

/** A state of a page that a person may meet. */
export interface PageState {
  /** Of its screenshots: `live-ringing`. */
  name: string;
  /** Makes the state. Resolves to the path of the page. */
  prepare(world: StateWorld): Promise<string>;
  /** The path whose refusal the browser writes down as an error, with its status: the state is about that. */
  refused?: RegExp;
  /** Resolves when the page shows it; beyond its heading. */
  show?(page: Page): Promise<void>;
}

const at = (name: string, path: string, more: Pick<PageState, 'show' | 'refused'> = {}): PageState => ({
  ...{ name, prepare: async () => path },
  ...more,
});

/** A session by phone that was moved on by `steps`. */
function live(
  name: string,
  phase: string,
  ...steps: Exclude<keyof ShownSession, 'sessionId' | 'record' | 'run' | 'end'>[]
): PageState {
  return {
    name: `live-${name}`,
    async prepare({ parts, candidateId }) {
      const session = await newShownSession(parts.store, candidateId, 'phone');
      for (const step of steps) await session[step]();
      return `/sessions/${session.sessionId}`;
    },
    show: (page) => page.locator(`[data-testid="status"][data-phase="${phase}"]`).waitFor(),
  };
}

/** One for each kind of way out that the page offers: other reasons have the same page with other words. */
const shownEndReasons: readonly EndReason[] = [
  'hung_up_by_candidate',
  'no_answer',
  'busy',
  'number_blocked',
  'not_ready',
  'media_lost',
  'limit_reached',
  'expired',
];

function ended(reason: EndReason): PageState {
  return {
    name: `ended-${reason.replaceAll('_', '-')}`,
    async prepare({ parts, candidateId }) {
      const session = await newShownSession(parts.store, candidateId, 'phone');
      await session.ring();
      await session.end(reason);
      return `/sessions/${session.sessionId}`;
    },
    show: (page) => page.locator('[data-testid="status"][data-phase="closed"]').waitFor(),
  };
}

/** The report's page of an interview that has ended, after `judge`, which brings its report into this state. */
function report(name: string, state: string, judge: (session: ShownSession) => Promise<void>): PageState {
  return {
    name: `report-${name}`,
    async prepare(world) {
      const session = await newShownSession(world.parts.store, world.candidateId, 'phone');
      await overInterview(session);
      await judge(session);
      return `/sessions/${session.sessionId}/report`;
    },
    show: (page) => page.locator(`[data-testid="report-state"][data-state="${state}"]`).waitFor(),
  };
}

async function overInterview(session: ShownSession): Promise<void> {
  for (const step of ['ring', 'answer', 'connect', 'begin', 'talk'] as const) await session[step]();
  await session.end('completed');
}

const reporter = instanceIdSchema.parse('reporter-1');
const onTheWay = ['ring', 'answer', 'connect', 'begin'] as const;

/** Every state that a test or a screenshot looks at. */
export const pageStates: readonly PageState[] = [
  at('home', '/'),
  at('home-errors', '/', {
    async show(page) {
      await page.getByTestId('start').click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  }),
  at('help', '/help'),
  at('privacy', '/privacy'),
  at('about', '/about'),
  at('not-found', '/no-such-page', { refused: /status of 404 .*\/no-such-page/ }),
  at('history-empty', '/history'),
  at('operator-door', '/operator'),
  at('watch-no-token', '/watch'),
  at('session-unknown', '/sessions/ses_0000000000000000', { refused: /status of 404 .*\/api\/sessions\// }),
  live('calling', 'configured'),
  live('ringing', 'ringing', 'ring'),
  live('gate', 'answered', 'ring', 'answer'),
  live('connecting', 'connecting', 'ring', 'answer', 'connect'),
  live('no-words-yet', 'active', ...onTheWay),
  live('words', 'active', ...onTheWay, 'talk'),
  ...shownEndReasons.map(ended),
  {
    name: 'ended-with-words',
    async prepare({ parts, candidateId }) {
      const session = await newShownSession(parts.store, candidateId, 'phone');
      await overInterview(session);
      return `/sessions/${session.sessionId}`;
    },
    show: (page) => page.locator(`[data-testid="status"][data-phase="closed"]`).waitFor(),
  },
  report('waiting', 'queued', async () => {}),
  report('made', 'working', async (session) => {
    await session.record({ type: 'report.started', version: 1, attempt: 1, instance: reporter });
    await session.record({
      ...{ type: 'report.progressed', version: 1, attempt: 1, step: 'judging', done: 2, of: 5, costUsd: 0 },
    });
  }),
  report('failed', 'failed', async (session) => {
    await session.record({ type: 'report.failed', version: 1, hash: null, reason: 'gave_up', costUsd: 0 });
  }),
  {
    name: 'report-ready',
    prepare: async ({ parts, candidateId }) =>
      `/sessions/${await newJudgedSession(parts, candidateId)}/report`,
    show: (page) => page.getByTestId('self-rating').waitFor(),
  },
  {
    name: 'report-read',
    prepare: async ({ parts, candidateId }) =>
      `/sessions/${await newJudgedSession(parts, candidateId)}/report`,
    async show(page) {
      await page.getByRole('button', { name: 'Skip' }).click();
      await page.getByTestId('report').waitFor();
    },
  },
  {
    name: 'history',
    async prepare({ parts, candidateId }) {
      for (let attempt = 0; attempt < 3; attempt += 1)
        await overInterview(await newShownSession(parts.store, candidateId, 'phone'));
      return '/history';
    },
  },
];
