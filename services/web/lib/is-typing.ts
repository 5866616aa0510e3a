const fields = 'input, textarea, select, [role="dialog"]';

/** Whether a key was pressed in a field or a dialog, where a single letter is no shortcut. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(fields) !== null;
