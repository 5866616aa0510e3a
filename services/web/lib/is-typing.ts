const fields =
  'input, textarea, select, [contenteditable], dialog[open], [role="dialog"], [role="alertdialog"]';

/** Whether an element is a field or in a dialog, where a single letter is no shortcut and a person may be in the middle of something. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(fields) !== null;
