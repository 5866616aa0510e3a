import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { createBridgeState } from '../src/domain/bridge-start.ts';
import type { BridgeState } from '../src/domain/bridge-state.ts';
import type { BridgeInput } from '../src/domain/bridge-step.ts';
import { buildInstructions } from '../src/domain/interview/instructions.ts';
import { typeOf } from './effect-names.ts';
import { type PlayedEffect, type PlayedInput, playOn } from './run-bridge.ts';

export const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  company: 'Acme',
  lengthMinutes: 10,
});
export const configurationHash = 'a'.repeat(64);
export const instructions = buildInstructions(jobConfiguration);

/** For tests: feeds inputs to a bridge and keeps the resulting effects, by input. */
export function play(
  inputs: readonly PlayedInput[],
  from: BridgeState = createBridgeState({ jobConfiguration, configurationHash, interviewPhase: null }),
): { state: BridgeState; effects: PlayedEffect[] } {
  return playOn(from, inputs);
}
/** Without the watch over responses and silence, and telephony's part in it, which are tested separately. */
export const types = (effects: readonly PlayedEffect[]) =>
  effects
    .filter((effect) => !isAside(effect))
    .filter((effect) => effect.type !== 'set_timer' || !['stall', 'silence'].includes(effect.name))
    .map(typeOf)
    .filter((type) => type !== 'link.waiting');
/** Facts that come with every plan and every turn are tested separately. */
const isAside = (effect: PlayedEffect) =>
  effect.type === 'commit' && ['interview.planned', 'speech.measured'].includes(effect.fact.type);
export const facts = (effects: readonly PlayedEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'commit' && !isAside(effect) ? [effect.fact] : []));

export const prepared: BridgeInput[] = [{ type: 'model.opened' }, { type: 'model.confirmed', instructions }];
export const talking = play([...prepared, { type: 'session.activated' }]).state;

/** An interviewer's turn: two seconds of audio for the text, complete unless cut. */
export const turn = (itemId: string, responseId: string, text: string): PlayedInput[] => [
  { type: 'model.response_started', responseId },
  { type: 'model.item_added', itemId, previousItemId: null, speaker: 'interviewer' },
  { type: 'model.words', responseId, itemId, text },
  { type: 'model.audio', responseId, itemId, payload: 'AAAA', audioMs: 2_000 },
  { type: 'model.audio_finished', responseId, itemId },
  { type: 'model.response_finished', responseId, status: 'completed', toolCalls: [] },
];

/** A sound of the candidate, as loud as speech, of this many ms. */
const loud = Buffer.from(Uint8Array.from({ length: 160 }, (_, index) => (index % 16 < 8 ? 0x90 : 0x10)));
const frames = (payload: Buffer, durationMs: number): PlayedInput[] =>
  Array.from({ length: durationMs / 20 }, () => ({
    type: 'call.audio',
    payload: payload.toString('base64'),
    audioMs: 20,
  }));
export const quiet = (durationMs: number) => frames(Buffer.alloc(160, 0xff), durationMs);
export const sound = (itemId: string, durationMs: number): PlayedInput[] => [
  { type: 'model.speech_started', itemId, atMs: 0 },
  ...frames(loud, durationMs),
];
