import type { SessionEvent, SessionEventType } from '@ringback/shared/contract/events';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { type Phase, phases, vias } from '@ringback/shared/contract/lifecycle';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { decide } from '@ringback/shared/session/decide';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { isLive, lifecycleTable, livePhases } from '@ringback/shared/session/lifecycle-table';

const hash = 'a'.repeat(64);

/** One of every field that an event may have, so that every type of event can be tried. */
const anything = {
  sessionId: 'ses_00000000',
  at: 1_000,
  ownerId: 'cand_0000001',
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
  configurationHash: hash,
  previousSessionId: null,
  fleetGeneration: 0,
  callSid: 'CA1',
  streamSid: 'MZ1',
  instance: 't-1',
  service: 'telephony',
  bridge: 'b-1',
  token: 1,
  reason: 'completed',
};

function toEvent(type: SessionEventType, via: string): SessionEvent {
  return { ...anything, type, via } as unknown as SessionEvent;
}

/** Records that differ in everything that a change of phase depends on. */
function variants(phase: Phase): SessionRecord[] {
  return vias.flatMap((via) => {
    const record = evolveRecord(null, toEvent('session.configured', via));
    const held = { ...record, phase, bridge: 'b-1', holders: ['telephony/t-1', 'ai-bridge/b-1'] };
    return [
      { ...held, receivedHash: null, streamSid: null },
      { ...held, receivedHash: hash, streamSid: null },
      { ...held, receivedHash: null, streamSid: 'MZ1' },
    ];
  });
}

interface Arrow {
  from: Phase;
  event: SessionEventType;
  to: Phase;
  /** The kinds of call for which it is possible. */
  vias: ReadonlySet<string>;
}

/** Where an event leads from a record, if it is accepted at all. */
function tryEvent(record: SessionRecord, type: SessionEventType): Phase | null {
  const event = toEvent(type, record.via);
  if (!lifecycleTable[type].from.includes(record.phase)) return null;
  if (type !== 'session.ended' && type !== 'session.closed' && type !== 'session.released') {
    const { sessionId: _, at, ...fact } = event;
    const decision = decide(record, { type: 'record', facts: [fact as never] }, at);
    if (decision.outcome !== 'events') return null;
  }
  return evolveRecord(record, event).phase;
}

/** Every change of phase there is, found by trying every event on every kind of record. */
function listArrows(): Arrow[] {
  const arrows = new Map<string, Arrow>();
  const types = Object.keys(lifecycleTable) as SessionEventType[];
  for (const from of phases) {
    for (const event of types) {
      for (const record of variants(from)) {
        const to = tryEvent(record, event);
        if (to === null || to === from) continue;
        const key = `${from} ${event} ${to}`;
        const known = arrows.get(key)?.vias ?? [];
        arrows.set(key, { from, event, to, vias: new Set([...known, record.via]) });
      }
    }
  }
  return [...arrows.values()];
}

/** The lifecycle as a Mermaid state diagram. What every live phase can do is drawn once. */
export function toDiagram(): string {
  const arrows = listArrows();
  const isOfAll = ({ event, to }: Arrow) =>
    livePhases.every((from) =>
      arrows.some((other) => other.from === from && other.event === event && other.to === to),
    );
  const ofAll = arrows.filter((arrow) => isLive(arrow.from) && isOfAll(arrow));
  const single = arrows.filter((arrow) => !ofAll.includes(arrow));
  const draw = ({ from, event, to, vias: kinds }: Arrow) => {
    const only = kinds.size === vias.length ? '' : ` (${[...kinds].join(', ')})`;
    return `${from} --> ${to}: ${event}${only}`;
  };
  const inside = single.filter(({ from, to }) => isLive(from) && isLive(to));
  const outside = single.filter((arrow) => !inside.includes(arrow));
  const shared = new Set(ofAll.map(({ event, to }) => `live --> ${to}: ${event}`));
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  state live {',
    '    [*] --> configured: session.configured',
    ...inside.map((arrow) => `    ${draw(arrow)}`),
    '  }',
    ...[...shared].map((line) => `  ${line}`),
    ...outside.map((arrow) => `  ${draw(arrow)}`),
    '  closed --> [*]',
    '```',
  ].join('\n');
}
