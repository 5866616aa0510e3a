import type { SessionId } from '@ringback/shared/contract/ids';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import type { FaultFleet, FleetMember } from './fault-fleet.ts';
import type { Journey } from './journey.ts';

export async function readEvents(fleet: FaultFleet, { sessionId }: Journey): Promise<StoredEvent[]> {
  return (await fleet.store.readLog(sessionId as SessionId, 0)).map(({ event }) => event);
}

/** The process that has last dialled or carried a session's call, by its log. The first one before there was any. */
export async function lastTelephony(fleet: FaultFleet, journey: Journey | null): Promise<FleetMember> {
  const events = journey === null ? [] : await readEvents(fleet, journey);
  const names = events.flatMap((event) =>
    event.type === 'media.started' || event.type === 'call.dialled' ? [event.instance] : [],
  );
  return oneOf(fleet.telephonies, names.at(-1));
}

/** The process whose interviewer has joined a session last. The first one before any has. */
export async function lastBridge(fleet: FaultFleet, journey: Journey | null): Promise<FleetMember> {
  const events = journey === null ? [] : await readEvents(fleet, journey);
  const names = events.flatMap((event) => (event.type === 'interviewer.joined' ? [event.bridge] : []));
  return oneOf(fleet.bridges, names.at(-1));
}

function oneOf(members: readonly FleetMember[], name: string | undefined): FleetMember {
  const member = name === undefined ? members[0] : members.find(({ instance }) => instance === name);
  if (member === undefined) throw new Error(`${name} is no process of this fleet`);
  return member;
}

/** How long after a moment (epoch ms) the log has an event of this type. Null when it never has. */
export async function msUntilEvent(
  fleet: FaultFleet,
  journey: Journey,
  { type, since }: { type: StoredEvent['type']; since: number },
): Promise<number | null> {
  const next = (await readEvents(fleet, journey)).find((event) => event.type === type && event.at >= since);
  return next === undefined ? null : next.at - since;
}
