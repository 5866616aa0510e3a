/** How strained a process is, smoothed over a few seconds. */
export interface Strain {
  /** The share of its core that its event loop uses, 0 to 1 and more. */
  busy: number;
  /** How late its timers are, in ms. */
  lateMs: number;
}

export const noStrain: Strain = { busy: 0, lateMs: 0 };

/** About five seconds: a single garbage collection or a burst of starts is no strain. */
const weight = 0.3;
/** Above it calls begin to wait for each other. */
const mostBusy = 0.75;
const mostLateMs = 60;
/**
 * With fewer sessions the process is strained by something else, such as a machine that does other work. Then its own
 * sessions say nothing of what another one costs.
 */
const fewestSessions = 20;

/** What is shed, first to last, and from which share of the core on. */
const shedFrom = { words: 0.75, levels: 0.85 } as const;
export type Shed = keyof typeof shedFrom;

/** One second counts no later than this, so that one standstill, however long, is no strain. */
const mostCountedLateMs = 2 * mostLateMs;

const smooth = (before: number, now: number) => before + weight * (now - before);

/** The strain after another second of which this was measured. */
export function nextStrain(before: Strain, now: Strain): Strain {
  const lateMs = Math.min(now.lateMs, mostCountedLateMs);
  return { busy: smooth(before.busy, now.busy), lateMs: smooth(before.lateMs, lateMs) };
}

/** Whether something that viewers can do without is left out, so that calls keep their figures. */
export function isShed(what: Shed, { busy, lateMs }: Strain): boolean {
  return busy >= shedFrom[what] || lateMs >= mostLateMs * (shedFrom[what] / mostBusy);
}

/**
 * How many more sessions may begin, by what those that run cost. Never more than run: those that ring cost nothing yet.
 * Null: too few run to say.
 */
export function toRoom({ busy, lateMs }: Strain, load: number): number | null {
  if (load < fewestSessions) return null;
  if (busy >= mostBusy || lateMs >= mostLateMs) return 0;
  return Math.min(load, Math.floor((load * (mostBusy - busy)) / Math.max(busy, 0.01)));
}
