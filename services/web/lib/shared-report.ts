import type { ApiClient } from '@ringback/shared/client/api-client';
import type { DebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { ReportAnswer } from '@ringback/shared/contract/http-api';

/** While its page is looked at, a coach's page asks this often whether it may read the report, and what is new. */
const lookEveryMs = 10_000;

/** What a coach may read of a report. */
export type SharedReport =
  | { type: 'unknown' }
  /** The link does not show it. */
  | { type: 'not_shared' }
  /** The link does not work any more, and never will again. */
  | { type: 'gone' }
  | { type: 'shared'; answer: ReportAnswer };

/** Looks at the report of a watched session, again and again once its call is over. */
export interface SharedReportWatch {
  /** Looks now, and then again and again. */
  look(): void;
  close(): void;
}

/** What a refusal says of the link. Null: nothing, the server is away, and what was shown may stay. */
function toRefusal({ code, status }: ApiError): SharedReport | null {
  if (code === 'share_not_found') return { type: 'gone' };
  // By 404 a gateway of the release before says that it has no such route.
  return status === 403 || status === 404 ? { type: 'not_shared' } : null;
}

export function watchSharedReport(parts: {
  token: string;
  api: Pick<ApiClient, 'sharedReport'>;
  isHidden: () => boolean;
  changed: (report: SharedReport) => void;
  log: DebugLog;
}): SharedReportWatch {
  const { token, api, isHidden, changed, log } = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  let looks = 0;

  async function read(): Promise<void> {
    looks += 1;
    const own = looks;
    let found: SharedReport | null = null;
    try {
      found = { type: 'shared', answer: await api.sharedReport(token) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      log('shared report not read', { reason: error.code });
      found = toRefusal(error);
    }
    if (isLeft || own !== looks || found === null) return;
    if (found.type === 'gone') leave();
    changed(found);
  }

  function leave(): void {
    isLeft = true;
    clearTimeout(timer);
  }

  function look(): void {
    clearTimeout(timer);
    if (isLeft) return;
    if (!isHidden()) void read();
    timer = setTimeout(look, lookEveryMs);
  }

  return { look, close: leave };
}
