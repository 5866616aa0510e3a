import type { ApiClient } from '@ringback/shared/client/api-client';
import { toDeviceCodeWords } from '@ringback/shared/contract/device-codes';
import { toTimeLeft } from '../../lib/devices/device-words.ts';
import { Button } from '../ui/button.tsx';
import text from '../ui/text.module.css';
import { AttemptProblem } from '../use-attempt.tsx';
import { canCopy, useClipboard } from '../use-clipboard.ts';
import { useNow } from '../use-now.ts';
import { useSetUpWords } from '../words/set-up-context.ts';
import styles from './device-part.module.css';
import { leftOf, type OwnCodeState, useOwnCode } from './use-own-code.ts';

/** A code that can be used, with the time that it has left. */
function WaitingCode({ code, left, cancel }: { code: string; left: string; cancel: () => void }) {
  const { devices } = useSetUpWords();
  const clipboard = useClipboard();
  const shown = toDeviceCodeWords(code);
  return (
    <>
      <p>
        {devices.openThere} <strong>{`${window.location.host}/history`}</strong>
        {devices.chooseAndType}
      </p>
      <p className={styles.code} data-testid="device-code">
        {shown}
      </p>
      <p className={text.hint}>
        {devices.worksOnce}{' '}
        <span role="timer" aria-live="off">
          {left}
        </span>
        . {devices.keepToYourself}
      </p>
      <div className={text.row}>
        {canCopy() ? (
          <Button onClick={() => void clipboard.copy(shown)}>
            {clipboard.isCopied(shown) ? devices.copied : devices.copy}
          </Button>
        ) : null}
        <Button data-testid="cancel-device-code" onClick={cancel}>
          {devices.cancelCode}
        </Button>
      </div>
    </>
  );
}

function OwnCodeView({ own, cancel }: { own: NonNullable<OwnCodeState['own']>; cancel: () => void }) {
  const { devices } = useSetUpWords();
  const now = useNow(1000, own.state === 'waits');
  const left = toTimeLeft(leftOf(own, now));
  if (own.state !== 'waits') return <p>{devices[own.state]}</p>;
  return left === null ? (
    <p>{devices.expired}</p>
  ) : (
    <WaitingCode code={own.code} left={left} cancel={cancel} />
  );
}

/** Makes a code by which another device shows the same interviews. */
export function MakeCode({ api }: { api: ApiClient | null }) {
  const { devices } = useSetUpWords();
  const { own, attempt, make, cancel } = useOwnCode(api);
  return (
    <div className={styles.part}>
      <h3>{devices.make}</h3>
      <div role="status">{own === null ? null : <OwnCodeView own={own} cancel={cancel} />}</div>
      <AttemptProblem attempt={attempt} />
      <Button data-testid="make-device-code" disabled={api === null || attempt.isUnderWay} onClick={make}>
        {own === null ? devices.makeCode : devices.makeNewCode}
      </Button>
    </div>
  );
}
