import { useState } from 'react';

interface Clipboard {
  /** The last text that this part of the page copied is this one. */
  isCopied(text: string): boolean;
  /** False where the browser does not allow it, or has no clipboard: a page without https has none. */
  copy(text: string): Promise<boolean>;
}

/** Whether this browser offers a clipboard to this page. */
export const canCopy = (): boolean => navigator.clipboard !== undefined;

/** Copies a text of the page. */
export function useClipboard(): Clipboard {
  const [copied, setCopied] = useState<string | null>(null);
  return {
    isCopied: (text) => copied === text,
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // It is no fault: the text stands on the page, and can be read or selected.
        return false;
      }
      setCopied(text);
      return true;
    },
  };
}
