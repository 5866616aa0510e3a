import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { deviceCodeLifeMs } from '@ringback/shared/contract/device-codes';
import { useEffect, useState } from 'react';
import { type Attempting, useAttempt } from '../use-attempt.tsx';

const lookEveryMs = 5_000;
/** Two looks at the same code's end may differ by so much. */
const toleranceMs = 2_000;

/** A code that this page has made. `madeAt` by this computer's clock, `expiresAt` by the server's; epoch ms. */
interface OwnCode {
  code: string;
  madeAt: number;
  expiresAt: number;
  /** `used`: also when another tab has cancelled it; the server does not tell the two apart. */
  state: 'waits' | 'used' | 'replaced';
}

export interface OwnCodeState {
  own: OwnCode | null;
  attempt: Attempting;
  make: () => void;
  cancel: () => void;
}

/** How long a code can still be used, in ms. @param now 0 before the first reading of the clock */
export const leftOf = ({ madeAt }: Pick<OwnCode, 'madeAt'>, now: number): number =>
  madeAt + deviceCodeLifeMs - Math.max(now, madeAt);

/** What has become of a code. `waits` also when the server cannot be asked now. */
async function lookAgain(api: ApiClient, { expiresAt }: OwnCode): Promise<OwnCode['state']> {
  try {
    const now = await api.deviceCode();
    if (now.expiresAt === null) return 'used';
    return now.expiresAt > expiresAt + toleranceMs ? 'replaced' : 'waits';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return 'waits';
  }
}

/** Makes a code, cancels it, and looks every five seconds whether it was used. */
export function useOwnCode(api: ApiClient | null): OwnCodeState {
  const [own, setOwn] = useState<OwnCode | null>(null);
  const attempt = useAttempt();

  useEffect(() => {
    if (api === null || own?.state !== 'waits') return undefined;
    let isCurrent = true;
    const timer = setInterval(async () => {
      // Its time is over: nothing more is to be learned.
      if (leftOf(own, Date.now()) < toleranceMs) return;
      const state = await lookAgain(api, own);
      if (isCurrent && state !== 'waits') setOwn({ ...own, state });
    }, lookEveryMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [api, own]);

  const make = () =>
    attempt.run(async () => {
      if (api === null) return;
      const made = await api.makeDeviceCode();
      setOwn({ ...made, madeAt: Date.now(), state: 'waits' });
    });
  const cancel = () =>
    attempt.run(async () => {
      await api?.cancelDeviceCode();
      setOwn(null);
    });
  return { own, attempt, make: () => void make(), cancel: () => void cancel() };
}
