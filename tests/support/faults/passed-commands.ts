import type { ServiceName } from '@ringback/shared/contract/ids';
import type { FaultFleet } from './fault-fleet.ts';
import type { PatientCandidate } from './patient-candidate.ts';
import { type Moment, momentAfter, walk } from './walk.ts';

/**
 * The commands that the services send to Redis, by the moment from which on they pass: commands by their own names,
 * scripts by ours.
 */
export type Passages = Readonly<Record<ServiceName, Readonly<Partial<Record<Moment, string>>>>>;

/** One command of one service that passes between a moment and the next. */
export interface Passage {
  service: ServiceName;
  moment: Moment;
  command: string;
}

export function toPassages(table: Passages): Passage[] {
  return Object.entries(table).flatMap(([service, moments]) =>
    Object.entries(moments).flatMap(([moment, commands]) =>
      commands.split(' ').map((command) => ({
        ...{ service: service as ServiceName, moment: moment as Moment, command },
      })),
    ),
  );
}

type Counts = ReadonlyMap<string, number>;

/** How often each service has sent each command so far. */
function countCommands(fleet: FaultFleet): Counts {
  const counts = new Map<string, number>();
  for (const { service, redis } of fleet.members) {
    for (const [command, times] of redis.commands) {
      const key = `${service} ${command}`;
      counts.set(key, (counts.get(key) ?? 0) + times);
    }
  }
  return counts;
}

/**
 * Runs one session without a fault to its end, and one that is practised again. Returns everything that passes, by its
 * moment.
 */
export async function recordPassages(
  fleet: FaultFleet,
  candidate: PatientCandidate,
  via: 'browser' | 'phone',
): Promise<Passage[]> {
  const passages: Passage[] = [];
  for (const last of ['M7', 'M9'] as const) {
    const reached = new Map<Moment, Counts>();
    await walk(fleet, candidate, {
      ...{ moment: last, via, strike: async () => {} },
      onMoment: (moment) => void reached.set(moment, countCommands(fleet)),
    });
    const end = countCommands(fleet);
    for (const [moment, from] of reached) {
      const next = momentAfter(moment, via);
      const until = (next === null ? undefined : reached.get(next)) ?? end;
      // Up to there both walks are the same.
      if (last === 'M9' && moment !== 'M9') continue;
      for (const [key, times] of until) {
        const [service, command = ''] = key.split(' ');
        if (times > (from.get(key) ?? 0)) passages.push({ service: service as ServiceName, moment, command });
      }
    }
  }
  return passages;
}
