import { useEffect, useState } from 'react';

/** The time, read again every `everyMs` while `isRunning`; 0 until the first reading. */
export function useNow(everyMs: number, isRunning: boolean): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    setNow(Date.now());
    const tick = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(tick);
  }, [everyMs, isRunning]);
  return now;
}
