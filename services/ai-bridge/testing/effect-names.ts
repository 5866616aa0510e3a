import type { PlayedEffect } from './run-bridge.ts';

/** For tests: an effect's type; a message to telephony has its own: "link.hold". */
export function typeOf(effect: PlayedEffect): string {
  return effect.type === 'link.control' ? `link.${effect.message.type}` : effect.type;
}

/** What a bridge wants done, each in a word or two: "link.hold", "set_timer stall", "commit goodbye.started". */
export const namesOf = (effects: readonly PlayedEffect[]) => effects.map(nameOf);

function nameOf(effect: PlayedEffect): string {
  if (effect.type === 'commit') return `commit ${effect.fact.type}`;
  if (effect.type === 'set_timer') return `set_timer ${effect.name}`;
  return typeOf(effect);
}
