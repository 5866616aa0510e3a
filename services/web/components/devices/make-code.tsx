import type { ApiClient } from '@ringback/shared/client/api-client';
import { toDeviceCodeWords } from '@ringback/shared/contract/device-codes';
import { useState } from 'react';
import { toTimeLeft } from '../../lib/devices/device-words.ts';
import { AttemptProblem } from '../report/use-attempt.tsx';
import { useNow } from '../use-now.ts';
import { leftOf, type OwnCodeState, useOwnCode } from './use-own-code.ts';

const overWords = {
  used: 'The code was used, or cancelled in another tab. If nobody but you knew it, your other device shows your interviews now. If it was not you, somebody else can see them, and those that you practise next: erase them, then choose “Forget me on this device”. What you practise afterwards is yours alone.',
  replaced: 'This code does not work any more, because a newer one was made.',
  expired: 'The ten minutes are over. Make a new code if you still need one.',
} as const;

/** Not there on a page without https. */
const canCopy = (): boolean => navigator.clipboard !== undefined;

/** A code that can be used, with the time that it has left. */
function WaitingCode({ code, left, cancel }: { code: string; left: string; cancel: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  const shown = toDeviceCodeWords(code);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(shown);
      setIsCopied(true);
    } catch {
      // The browser does not allow it. The code can be read.
    }
  }
  return (
    <>
      <p>
        On your other device open <strong>{`${window.location.host}/history`}</strong>, choose “I have a code”
        and type:
      </p>
      <p className="device-code" data-testid="device-code">
        {shown}
      </p>
      <p className="hint">
        Works once, for another{' '}
        <span role="timer" aria-live="off">
          {left}
        </span>
        . Do not tell it to another person: a browser in which it is entered shows all your interviews.
      </p>
      <div className="report-nav">
        {canCopy() ? (
          <button type="button" className="button" onClick={copy}>
            {isCopied ? 'Copied' : 'Copy'}
          </button>
        ) : null}
        <button type="button" className="button" data-testid="cancel-device-code" onClick={cancel}>
          Cancel this code
        </button>
      </div>
    </>
  );
}

function OwnCodeView({ own, cancel }: { own: NonNullable<OwnCodeState['own']>; cancel: () => void }) {
  const now = useNow(1000, own.state === 'waits');
  const left = toTimeLeft(leftOf(own, now));
  if (own.state !== 'waits') return <p>{overWords[own.state]}</p>;
  return left === null ? (
    <p>{overWords.expired}</p>
  ) : (
    <WaitingCode code={own.code} left={left} cancel={cancel} />
  );
}

/** Makes a code by which another device shows the same interviews. */
export function MakeCode({ api }: { api: ApiClient | null }) {
  const { own, attempt, make, cancel } = useOwnCode(api);
  return (
    <div className="device-part">
      <h3>See them on another device</h3>
      <div role="status">{own === null ? null : <OwnCodeView own={own} cancel={cancel} />}</div>
      <AttemptProblem attempt={attempt} />
      <button
        type="button"
        className="button"
        data-testid="make-device-code"
        disabled={api === null || attempt.isUnderWay}
        onClick={make}
      >
        {own === null ? 'Open on my other device' : 'Make a new code'}
      </button>
    </div>
  );
}
