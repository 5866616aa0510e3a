import { useSyncExternalStore } from 'react';
import {
  firstChoices,
  readViewChoices,
  rememberViewChoices,
  type ViewChoices,
} from '../lib/live/view-choices.ts';

let current: ViewChoices | null = null;
const listeners = new Set<() => void>();

function read(): ViewChoices {
  current ??= readViewChoices();
  return current;
}

function change(changed: Partial<ViewChoices>): void {
  current = { ...read(), ...changed };
  rememberViewChoices(current);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How this person wants to see a call, and how to change it. */
export function useViewChoices(): [choices: ViewChoices, change: (changed: Partial<ViewChoices>) => void] {
  return [useSyncExternalStore(subscribe, read, () => firstChoices), change];
}
