/** What a key of the live page does. `talk` lasts while its key is held. */
export const pageActions = [
  'mute',
  'talk',
  'repeat',
  'skip_question',
  'skip_ahead',
  'hint',
  'try_again',
  'calm',
  'hang_up',
  'keys',
] as const;
export type PageAction = (typeof pageActions)[number];

/**
 * One letter each, which screen readers keep for themselves while they read. Not Space, which scrolls and presses
 * buttons; not Shift or Ctrl, which sticky keys and screen readers have taken. Hanging up needs two keys.
 */
export const pageKeys: Readonly<Record<PageAction, { key: string; isShifted?: true }>> = {
  mute: { key: 'M' },
  talk: { key: 'T' },
  repeat: { key: 'R' },
  skip_question: { key: 'N' },
  skip_ahead: { key: 'S' },
  hint: { key: 'I' },
  try_again: { key: 'A' },
  calm: { key: 'C' },
  hang_up: { key: 'H', isShifted: true },
  keys: { key: '?' },
};

interface Press {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key press asks for. Null for any other press, and for one that belongs to the browser or the system. */
export function toPageAction({ key, shiftKey, ctrlKey, metaKey, altKey }: Press): PageAction | null {
  if (ctrlKey || metaKey || altKey) return null;
  const pressed = key.toUpperCase();
  const found = pageActions.find((action) => {
    const wanted = pageKeys[action];
    // "?" has Shift on some keyboards and not on others.
    return wanted.key === pressed && (wanted.key === '?' || (wanted.isShifted ?? false) === shiftKey);
  });
  return found ?? null;
}
