import { setTimeout as wait } from 'node:timers/promises';
import type { FaultFleet, FleetMember } from './fault-fleet.ts';
import type { RandomSource } from './random-source.ts';

/** One fault of a sequence: what, to whom, when after its beginning, for how long. */
export interface PlannedFault {
  kind: FaultKind;
  /** Position in the fleet's list of members. Meaningless for faults of Redis itself. */
  member: number;
  afterMs: number;
  forMs: number;
  /** The command whose reply is lost. */
  command: string;
}

const kinds = [
  'drop_published',
  'cut_subscriber',
  'cut_commands',
  'cut_all',
  'hold',
  'hold_replies',
  'delay',
  'lose_reply',
  'lose_reply_silently',
  'forget_scripts',
  'freeze_redis',
  'kill_redis',
  'freeze_member',
  'kill_member',
] as const;
export type FaultKind = (typeof kinds)[number];

const commands = [
  'commitSession',
  'commitSessionUrgently',
  'leaseSession',
  'renewLeases',
  'hgetall',
  'xrange',
];

/** One to three faults. */
export function planFaults(random: RandomSource, members: number): PlannedFault[] {
  return Array.from({ length: random.between(1, 3) }, () => ({
    kind: random.pick(kinds),
    member: random.between(0, members - 1),
    afterMs: random.between(0, 5_000),
    forMs: random.between(100, 3_500),
    command: random.pick(commands),
  }));
}

export function describeFault(fault: PlannedFault, fleet: FaultFleet): string {
  const whom = fleet.members[fault.member]?.instance ?? '?';
  const what = fault.kind.startsWith('lose') ? `${fault.kind} of ${fault.command}` : fault.kind;
  return `${what} at ${whom}, after ${fault.afterMs} ms for ${fault.forMs} ms`;
}

/** What starts a fault, and what ends it. */
function toActs(
  { kind, command }: PlannedFault,
  fleet: FaultFleet,
  { redis, process }: FleetMember,
): [begin: () => unknown, end: () => unknown] {
  const heal = () => redis.restore();
  switch (kind) {
    case 'drop_published':
      return [() => redis.dropPublished(), heal];
    case 'cut_subscriber':
      return [() => redis.cut('subscriber'), heal];
    case 'cut_commands':
      return [() => redis.cut('commands'), heal];
    case 'cut_all':
      return [() => redis.cut(), heal];
    case 'hold':
      return [() => redis.hold(), heal];
    case 'hold_replies':
      return [() => redis.hold(['from_redis']), heal];
    case 'delay':
      return [() => redis.delay(80), heal];
    case 'lose_reply':
      return [() => void redis.loseReply(command, 'reset'), heal];
    case 'lose_reply_silently':
      return [() => void redis.loseReply(command, 'silent'), heal];
    case 'forget_scripts':
      return [() => fleet.client.script('FLUSH').catch(() => {}), () => {}];
    case 'freeze_redis':
      return [() => fleet.redis.freeze(), () => fleet.redis.thaw()];
    case 'kill_redis':
      return [() => fleet.redis.kill(), () => fleet.redis.start()];
    case 'freeze_member':
      return [() => process.freeze(), () => process.thaw()];
    case 'kill_member':
      return [() => process.kill(), () => process.start()];
  }
}

/** Carries a plan out. Resolves when the last fault is over. */
export async function carryOut(plan: readonly PlannedFault[], fleet: FaultFleet): Promise<void> {
  await Promise.all(
    plan.map(async (fault) => {
      const member = fleet.members[fault.member];
      if (member === undefined) return;
      const [begin, end] = toActs(fault, fleet, member);
      await wait(fault.afterMs);
      await begin();
      await wait(fault.forMs);
      await end();
    }),
  );
  await fleet.restore();
}
