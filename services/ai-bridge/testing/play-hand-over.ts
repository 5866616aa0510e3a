import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { createBridgeState } from '../src/domain/bridge-start.ts';
import type { BridgeState } from '../src/domain/bridge-state.ts';
import type { BridgeInput } from '../src/domain/bridge-step.ts';
import { buildInstructions } from '../src/domain/interview/instructions.ts';
import { typeOf } from './effect-names.ts';
import { type PlayedEffect, type PlayedInput, playOn } from './run-bridge.ts';

const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
export const start = { jobConfiguration, configurationHash: 'a'.repeat(64), interviewPhase: null };
const instructions = buildInstructions(jobConfiguration);

/** For tests of a hand-over: feeds inputs to a bridge and keeps the resulting effects. */
export function play(inputs: readonly PlayedInput[], from: BridgeState) {
  const { state, effects } = playOn(from, inputs);
  // The timing of turns is tested separately.
  const isTiming = (effect: PlayedEffect) =>
    effect.type === 'commit' && effect.fact.type === 'speech.measured';
  return { state, effects: effects.filter((effect) => !isTiming(effect)) };
}
export const types = (effects: readonly PlayedEffect[]) => effects.map(typeOf);

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
export const audio = (ms: number, payload: string): PlayedInput[] =>
  Array.from({ length: ms / 20 }, () => ({ type: 'call.audio', payload, audioMs: 20 }));
