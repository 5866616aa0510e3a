import type { ReportOverlap } from '../contract/report.ts';

/** A moment of the call as `m:ss`. */
export const minutesAndSeconds = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const came = (who: string): string =>
  who === 'candidate' ? 'you came in while the interviewer spoke' : 'the interviewer came in while you spoke';

const wentOn = (who: string | null): string => {
  if (who === null) return 'neither went on';
  return who === 'candidate' ? 'you went on' : 'the interviewer went on';
};

/** A time in which both spoke, in one sentence: when, for how long, who came second, who went on. */
export function toOverlapWords({ atMs, lastsMs, cameSecond, wentOn: who }: ReportOverlap): string {
  const seconds = (Math.round(lastsMs / 100) / 10).toFixed(1);
  return `At ${minutesAndSeconds(atMs)}, for ${seconds} s: ${came(cameSecond)}; ${wentOn(who)}.`;
}
