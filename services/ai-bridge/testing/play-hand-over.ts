import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { transition } from '../src/domain/bridge.ts';
import { createBridgeState } from '../src/domain/bridge-start.ts';
import type { BridgeState } from '../src/domain/bridge-state.ts';
import type { BridgeEffect, BridgeInput } from '../src/domain/bridge-step.ts';
import { buildInstructions } from '../src/domain/interview/instructions.ts';
import { typeOf } from './effect-names.ts';

const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
export const start = { jobConfiguration, configurationHash: 'a'.repeat(64), interviewPhase: null };
const instructions = buildInstructions(jobConfiguration);

/** For tests of a hand-over: feeds inputs to a bridge and keeps the resulting effects. */
export function play(inputs: readonly BridgeInput[], from: BridgeState) {
  let state = from;
  const effects: BridgeEffect[] = [];
  for (const input of inputs) {
    const [after, wanted] = transition(state, input);
    state = after;
    // The timing of turns is tested separately.
    effects.push(
      ...wanted.filter((effect) => effect.type !== 'commit' || effect.fact.type !== 'speech.measured'),
    );
  }
  return { state, effects };
}
export const types = (effects: readonly BridgeEffect[]) => effects.map(typeOf);

export const item = (itemId: string, speaker: TranscriptItem['speaker'], text: string, from: number) => ({
  ...{ itemId, speaker, text, previousItemId: null, heardMs: null },
  status: 'completed' as const,
  startedAtMs: from,
  endedAtMs: from + 1_000,
});
export const prepared: BridgeInput[] = [
  { type: 'model.opened' },
  { type: 'model.confirmed', instructions },
  { type: 'session.activated' },
];
export const resumed: Extract<BridgeInput, { type: 'call.resumed' }> = {
  type: 'call.resumed',
  items: [],
  callerMs: 0,
};
export const takenUp = (transcript: readonly TranscriptItem[]) =>
  play(
    prepared,
    createBridgeState({
      ...start,
      begun: { transcript, begunMs: 10_000, losses: 1, covered: [], isEnding: false },
    }),
  );

const tone = Buffer.from(Uint8Array.from({ length: 160 }, (_, at) => (at % 16 < 8 ? 0x90 : 0x10)));
export const [loud, still] = [tone.toString('base64'), Buffer.alloc(160, 0xff).toString('base64')];
/** Caller audio: this many ms of a voice or of silence. */
export const audio = (ms: number, payload: string): BridgeInput[] =>
  Array.from({ length: ms / 20 }, () => ({ type: 'call.audio', payload, audioMs: 20 }));
