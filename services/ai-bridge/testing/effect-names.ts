import type { BridgeEffect } from '../src/domain/bridge-state.ts';

/** For tests: what a bridge wants done, each in a word or two: "link.hold", "set_timer stall", "commit goodbye.started". */
export const namesOf = (effects: readonly BridgeEffect[]) => effects.map(nameOf);

function nameOf(effect: BridgeEffect): string {
  if (effect.type === 'commit') return `commit ${effect.fact.type}`;
  if (effect.type === 'set_timer') return `set_timer ${effect.name}`;
  return effect.type;
}
