import type { ShareLink } from './own-links.ts';

/**
 * Who reads along, for the owner: the names of the links that are watched by now. Null where not each of the coaches has a
 * name: then their number says more.
 */
export function toCoachNames(links: readonly ShareLink[], coaches: number): readonly string[] | null {
  const names = links.filter(({ isWatching }) => isWatching).map(({ name }) => name);
  return names.length !== coaches || names.includes('') ? null : names;
}
