import { useEffect, useRef } from 'react';

/**
 * Returns a function that gives a signal, aborted when the page is left. Call it within an event, which comes after
 * the mount.
 */
export function useLeaving(): () => AbortSignal {
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => {
    const own = new AbortController();
    leaving.current = own;
    return () => own.abort();
  }, []);
  return () => leaving.current?.signal ?? AbortSignal.abort();
}
