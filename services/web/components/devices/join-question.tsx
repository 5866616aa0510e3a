import type { DeviceCodeSeen } from '@ringback/shared/contract/device-codes';
import { useEffect, useRef, useState } from 'react';
import { toOpenedWords, toOwnWords } from '../../lib/devices/device-words.ts';
import type { SetUpWords } from '../../lib/words/set-up-words.ts';
import { Button } from '../ui/button.tsx';
import text from '../ui/text.module.css';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat } from '../words/words-context.ts';
import styles from './device-part.module.css';

interface JoinQuestionProps {
  seen: DeviceCodeSeen;
  isUnderWay: boolean;
  join: (leaveOwn: boolean) => void;
  refuse: () => void;
}

/** Why this browser cannot take the code's interviews now. Null when it can. */
function toObstacle(words: SetUpWords['devices'], { isSame, own }: DeviceCodeSeen): string | null {
  if (isSame) return words.shownAlready;
  return own.isLive ? words.goesOnHere : null;
}

/** Asks whether to open what a code opens; or says why that cannot be now, and asks nothing. */
export function JoinQuestion(props: JoinQuestionProps) {
  const { devices } = useSetUpWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const obstacle = toObstacle(devices, props.seen);
  return (
    <div className={styles.question} data-testid="join-question">
      <h3 ref={heading} tabIndex={-1}>
        {obstacle === null ? devices.isItYours : devices.cannotBeUsed}
      </h3>
      {obstacle === null ? (
        <Question {...props} />
      ) : (
        <>
          <p role="alert">{obstacle}</p>
          <Button onClick={props.refuse}>{devices.back}</Button>
        </>
      )}
    </div>
  );
}

/** Says whose history a code opens and what this browser would lose. */
function Question({ seen, isUnderWay, join, refuse }: JoinQuestionProps) {
  const { devices } = useSetUpWords();
  const format = useFormat();
  const speech = { words: devices, format };
  const [leavesOwn, setLeavesOwn] = useState(false);
  const ownWords = toOwnWords(speech, seen.own);
  return (
    <>
      <p>
        {toOpenedWords(speech, seen.there)} {devices.madeAt(format.time(seen.madeAt))}
      </p>
      <p>
        {devices.shares} <strong>{devices.ifSomebodyElse}</strong>
        {devices.theyWouldRead}
      </p>
      {ownWords === null ? null : (
        <>
          <p>
            {ownWords} {devices.saveBefore}
          </p>
          <label className={styles.choice}>
            <input type="checkbox" checked={leavesOwn} onChange={() => setLeavesOwn(!leavesOwn)} />
            <span>{devices.needNotBeShown}</span>
          </label>
        </>
      )}
      <div className={text.row}>
        <Button onClick={refuse}>{devices.no}</Button>
        <Button
          kind="primary"
          data-testid="join"
          disabled={isUnderWay || (ownWords !== null && !leavesOwn)}
          onClick={() => join(leavesOwn)}
        >
          {devices.yes}
        </Button>
      </div>
    </>
  );
}
