/** What tells a page that it is back; `document` and `window` fit. */
interface Teller {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/**
 * Calls `wake` when the network is back and when the person looks at the page again, so that a wait between two
 * attempts is skipped. Calls `sleep` when the network is gone: an open socket would then only be silent. Returns a
 * function that stops watching. Twice is safe.
 */
export function watchPageReturn(
  page: { window: Teller; document: Teller & { readonly visibilityState: string } },
  { wake, sleep }: { wake: (reason: string) => void; sleep: (reason: string) => void },
): () => void {
  const { window, document } = page;
  const cameBack = (): void => {
    if (document.visibilityState === 'visible') wake('page visible');
  };
  const cameOnline = (): void => wake('online');
  const wentOffline = (): void => sleep('offline');
  document.addEventListener('visibilitychange', cameBack);
  window.addEventListener('online', cameOnline);
  window.addEventListener('offline', wentOffline);
  return () => {
    document.removeEventListener('visibilitychange', cameBack);
    window.removeEventListener('online', cameOnline);
    window.removeEventListener('offline', wentOffline);
  };
}
