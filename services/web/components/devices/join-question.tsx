import type { DeviceCodeSeen } from '@ringback/shared/contract/device-codes';
import { useEffect, useRef, useState } from 'react';
import { toOpenedWords, toOwnWords } from '../../lib/devices/device-words.ts';

interface JoinQuestionProps {
  seen: DeviceCodeSeen;
  isUnderWay: boolean;
  join: (leaveOwn: boolean) => void;
  refuse: () => void;
}

/** Why this browser cannot take the code's interviews now. Null when it can. */
function toObstacle({ isSame, own }: DeviceCodeSeen): string | null {
  if (isSame) return 'This browser shows these interviews already. The code was not used.';
  return own.isLive
    ? 'An interview of this browser is still going on. Hang up first, then enter the code again.'
    : null;
}

/** Asks whether to open what a code opens; or says why that cannot be now, and asks nothing. */
export function JoinQuestion(props: JoinQuestionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const obstacle = toObstacle(props.seen);
  return (
    <div className="device-question" data-testid="join-question">
      <h3 ref={heading} tabIndex={-1}>
        {obstacle === null ? 'Did you make this code yourself?' : 'This code cannot be used here now'}
      </h3>
      {obstacle === null ? (
        <Question {...props} />
      ) : (
        <>
          <p role="alert">{obstacle}</p>
          <div className="report-nav">
            <button type="button" className="button" onClick={props.refuse}>
              Back
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** Says whose history a code opens and what this browser would lose. */
function Question({ seen, isUnderWay, join, refuse }: JoinQuestionProps) {
  const [leavesOwn, setLeavesOwn] = useState(false);
  const ownWords = toOwnWords(seen.own);
  return (
    <>
      <p>
        {toOpenedWords(seen.there)} The code was made at {new Date(seen.madeAt).toLocaleTimeString()}.
      </p>
      <p>
        From then on this browser and that device share one history: each sees, and can erase, what you
        practise on the other. <strong>If somebody else gave you the code, do not go on</strong>: they would
        read your interviews.
      </p>
      {ownWords === null ? null : (
        <>
          <p>{ownWords} Before that you can save or erase on this page what matters to you.</p>
          <label className="choice">
            <input type="checkbox" checked={leavesOwn} onChange={() => setLeavesOwn(!leavesOwn)} />
            <span>They need not be shown here any more</span>
          </label>
        </>
      )}
      <div className="report-nav">
        <button type="button" className="button" onClick={refuse}>
          No, leave everything as it is
        </button>
        <button
          type="button"
          className="button primary"
          data-testid="join"
          disabled={isUnderWay || (ownWords !== null && !leavesOwn)}
          onClick={() => join(leavesOwn)}
        >
          Yes, it is mine: open them here
        </button>
      </div>
    </>
  );
}
